import { randomBytes, randomUUID } from 'node:crypto'
import type { Store } from './database.ts'

export interface FreshDraft {
  id: string
  code: string
  secret: string
}

const block = 200

/**
 * Draws the identity of a draft before the turn that may begin it, so that the turn stays pure.
 * Numbers come from one sequence in blocks; what is not used leaves a gap, which harms nobody.
 */
export function openTicketCodes({ query }: Store) {
  const drawn: number[] = []
  let drawing: Promise<void> | undefined

  async function draw(): Promise<void> {
    const rows = await query<{ n: string | number }>(
      `select nextval('app.ticket_number') as n from generate_series(1, ${block})`,
    )
    drawn.push(...rows.map(({ n }) => Number(n)))
  }

  /** `year` is the year in Vietnam. */
  return async function fresh(year: number): Promise<FreshDraft> {
    while (drawn.length === 0) {
      drawing ??= draw().finally(() => {
        drawing = undefined
      })
      await drawing
    }
    const number = drawn.shift()
    return {
      id: randomUUID(),
      code: `PA-${year}-${String(number).padStart(6, '0')}`,
      secret: randomBytes(16).toString('base64url'),
    }
  }
}
