import { z } from 'zod'
import { citizenOf } from '../adapters/channel.ts'
import { settleFile, tryFile, type WantedFile } from '../store/files.ts'
import { defineJob } from '../store/job.ts'
import type { Desk } from './desk.ts'
import { examineFile, largestFile, type Refusal } from './examine-file.ts'

/** 5 s doubled each time: ten minutes in all. The platforms' addresses do not live much longer. */
const attempts = 8

/** Brings a citizen's file from the platform to us, looks at it and keeps it; or says once that it could not. */
export const fetchFile = defineJob({
  name: 'fetch-file',
  attempts,
  payload: z.object({ id: z.string() }),

  async run({ id }, desk: Desk) {
    const file = await tryFile(desk.db, id)
    // Settled by an earlier run, or erased with its citizen.
    if (!file) return
    const got = await desk.download(citizenOf(file.citizenId).channel, file.url ?? '', largestFile)
    if (!got.ok && got.code === 'too-large') return refuse(desk, file, 'too-large')
    if (!got.ok) {
      if (got.again && file.attempts < attempts) throw new Error(`fetch-file ${id}: ${got.code}`)
      return fail(desk, file, got.code)
    }
    const examined = await examineFile(got.bytes)
    if (!examined.ok) return refuse(desk, file, examined.reason)
    const { type, bytes, position } = examined
    await settleFile(desk.db, id, { state: 'kept', type, bytes, ...(position && { position }) })
  },
})

async function fail(desk: Desk, { id, citizenId, burst }: WantedFile, reason: string) {
  await desk.tell(citizenId, { text: desk.text('file.failed') }, `file-failed:${burst}`)
  await settleFile(desk.db, id, { state: 'failed', reason })
}

async function refuse(desk: Desk, { id, citizenId, burst }: WantedFile, reason: Refusal) {
  const text = desk.text(reason === 'too-large' ? 'file.too-large' : 'file.refused')
  await desk.tell(citizenId, { text }, `file-refused:${burst}`)
  await settleFile(desk.db, id, { state: 'refused', reason })
}
