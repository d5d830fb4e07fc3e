import type { LaneParts } from '../bot/lane.ts'
import type { Desk } from '../desk/desk.ts'
import { addToTicket, fileTicket, withdrawTicket } from '../desk/file-ticket.ts'
import { eraseCitizen } from '../store/erase.ts'
import { wantFiles } from '../store/files.ts'
import { promise } from '../store/outbox.ts'

/** What a turn's own effects do, inside its transaction. */
export function effects(desk: Pick<Desk, 'routing' | 'calendar'>): LaneParts['apply'] {
  return async (tx, effect, { citizenId, now }) => {
    switch (effect.type) {
      case 'open-ticket':
        return void (await fileTicket(tx, desk, citizenId, effect.filing))
      case 'add-to-ticket':
        return void (await addToTicket(tx, desk, { ...effect, citizenId, at: now }))
      case 'withdraw-ticket':
        return void (await withdrawTicket(tx, desk, { ...effect, citizenId, at: now }))
      case 'erase-citizen':
        return eraseCitizen(tx, citizenId)
      case 'keep-files':
        await wantFiles(tx, citizenId, effect.files)
        return promise(
          tx,
          effect.files.map(({ id }) => ({
            kind: 'job',
            key: `file:${id}`,
            name: 'fetch-file',
            payload: { id },
          })),
        )
    }
  }
}
