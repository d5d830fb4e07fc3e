import { EventEmitter } from 'node:events'
import type { PGlite } from '@electric-sql/pglite'
import type { PgPool, PgPoolClient, PgQueryResult } from 'bullmq'

/** Lets BullMQ's PostgreSQL backend, which wants something shaped like a pg.Pool, run on PGlite. */
export class PglitePool extends EventEmitter implements PgPool {
  readonly options = { keepAlive: true }
  readonly #lite: PGlite

  constructor(lite: PGlite) {
    super()
    this.#lite = lite
  }

  async query<R>(text: string, params: readonly unknown[] = []): Promise<PgQueryResult<R>> {
    const result = params.length
      ? await this.#lite.query<R>(text, [...params])
      : (await this.#lite.exec(text)).at(-1)
    // as: exec() has no type parameter for its rows.
    const rows = (result?.rows ?? []) as R[]
    return { rows, rowCount: result?.affectedRows ?? rows.length }
  }

  async connect(): Promise<PgPoolClient> {
    return new PgliteClient(this, this.#lite)
  }

  async end(): Promise<void> {}
}

class PgliteClient extends EventEmitter implements PgPoolClient {
  readonly #pool: PglitePool
  readonly #stop: () => void

  constructor(pool: PglitePool, lite: PGlite) {
    super()
    this.setMaxListeners(0)
    this.#pool = pool
    this.#stop = lite.onNotification((channel, payload) => {
      this.emit('notification', { channel, payload })
    })
  }

  query<R>(text: string, params?: readonly unknown[]) {
    return this.#pool.query<R>(text, params)
  }

  release() {
    this.#stop()
  }
}
