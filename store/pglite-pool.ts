import { EventEmitter } from 'node:events'
import type { PgPool, PgPoolClient, PgQueryResult } from 'bullmq'
import type { Embedded } from './embedded.ts'
import { prepared } from './prepared.ts'

type Session = Pick<Embedded, 'pool' | 'notified'>

/** BullMQ wants a pool and connections of its own; the embedded database has one session, which they share. */
export class PglitePool extends EventEmitter implements PgPool {
  readonly options = { keepAlive: true }
  readonly #session: Session

  constructor(session: Session) {
    super()
    this.#session = session
  }

  async query<R>(text: string, params: readonly unknown[] = []): Promise<PgQueryResult<R>> {
    const { pool } = this.#session
    const result = await pool.query(params.length > 0 ? prepared(text, [...params]) : text)
    // as: BullMQ knows its rows; several statements at once give as many results, and it wants the last.
    return [result].flat().at(-1) as unknown as PgQueryResult<R>
  }

  async connect(): Promise<PgPoolClient> {
    return new PgliteClient(this, this.#session)
  }

  async end(): Promise<void> {}
}

class PgliteClient extends EventEmitter implements PgPoolClient {
  readonly #pool: PglitePool
  readonly release: () => void

  constructor(pool: PglitePool, { notified }: Session) {
    super()
    this.setMaxListeners(0)
    this.#pool = pool
    const pass = (message: unknown) => this.emit('notification', message)
    notified.on('notification', pass)
    this.release = () => void notified.off('notification', pass)
  }

  query<R>(text: string, params?: readonly unknown[]) {
    return this.#pool.query<R>(text, params)
  }
}
