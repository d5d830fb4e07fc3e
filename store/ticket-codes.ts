import { randomBytes, randomUUID } from 'node:crypto'
import type { Store } from './database.ts'

export interface FreshDraft {
  id: string
  code: string
  secret: string
}

const block = 50

/**
 * Draws the identity of a draft before the turn that may begin it, so that the turn stays pure.
 * Numbers come from one sequence in blocks; a draft that is never sent, and a block that a process
 * did not finish, leave gaps, which harm nobody.
 */
export function openTicketCodes({ query }: Store) {
  const drawn: number[] = []
  /** Given back by turns in which nothing began: nobody has seen them. */
  const spare: FreshDraft[] = []
  let drawing: Promise<void> | undefined

  async function draw(): Promise<void> {
    const rows = await query<{ n: string | number }>(
      `select nextval('app.ticket_number') as n from generate_series(1, ${block})`,
    )
    drawn.push(...rows.map(({ n }) => Number(n)))
  }

  /** `year` is the year in Vietnam. */
  async function fresh(year: number): Promise<FreshDraft> {
    const again = spare.pop()
    if (again?.code.startsWith(`PA-${year}-`)) return again
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
  return { fresh, unused: (draft: FreshDraft): void => void spare.push(draft) }
}
