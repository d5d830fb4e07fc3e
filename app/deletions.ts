import { createHmac } from 'node:crypto'
import { deletionRequest } from '../adapters/messenger-deletion.ts'
import { sameSecret } from '../desk/links.ts'
import type { DeletionState } from '../server/pages/deletion.tsx'
import { alarmSince, raiseAlarm } from '../store/alarms.ts'
import type { Store } from '../store/database.ts'

interface Parts {
  store: Store
  secret: string
  appSecret: string
  publicUrl: string
}

export interface Deletions {
  /** Keeps Facebook's request; throws Forged or BadInput. */
  ask(signedRequest: unknown): Promise<{ code: string; url: string }>
  /** What became of it; undefined for a code that we never gave out. */
  state(code: string): Promise<DeletionState | undefined>
}

/**
 * Requests to erase that reach us through Facebook. They name a person by an id of the app, which
 * is not the one of our chats, so an officer carries them out: an open alarm is an open request.
 */
export function openDeletions({ store, secret, appSecret, publicUrl }: Parts): Deletions {
  const mac = (text: string, length: number) =>
    createHmac('sha256', secret).update(`deletion ${text}`).digest('hex').slice(0, length)
  // The code proves itself, so that it is still known when the request is done and gone.
  const codeOf = (userId: string) => {
    const name = mac(`of ${userId}`, 16)
    return `${name}${mac(`code ${name}`, 16)}`
  }
  const isOurs = (code: string) => sameSecret(code.slice(16), mac(`code ${code.slice(0, 16)}`, 16))
  const keyOf = (code: string) => `messenger-deletion:${code}`

  return {
    async ask(signedRequest) {
      const { userId } = deletionRequest(signedRequest, appSecret)
      const code = codeOf(userId)
      await raiseAlarm(store.db, keyOf(code), whatToDo(userId))
      return { code, url: `${publicUrl}/xoa-du-lieu/${code}` }
    },
    async state(code) {
      if (!isOurs(code)) return undefined
      const since = await alarmSince(store.db, keyOf(code))
      return since ? { done: false, since } : { done: true }
    },
  }
}

/** Kept in the store only: the id is a person's, and has no place in a log. */
const whatToDo = (userId: string): string =>
  `a person asks through Facebook that their data be erased; GET /${userId}/ids_for_pages names their chat: run "cau-noi erase --citizen messenger:ID", then delete this alarm`
