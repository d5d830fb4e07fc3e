import { UnrecoverableError } from 'bullmq'
import type { z } from 'zod'
import { FinalError, parse } from '../border.ts'

/** Work that happens after a commit. It may run twice: every job must bear that. */
export interface Job<Parts> {
  name: string
  /** How often it is tried before a person must look. */
  attempts: number
  run(payload: unknown, parts: Parts): Promise<void>
}

interface JobOf<Payload, Parts> {
  name: string
  attempts: number
  payload: z.ZodType<Payload>
  run(payload: Payload, parts: Parts): Promise<void>
}

/** Wraps `run` so that the payload is parsed before the job sees it. */
export const defineJob = <Payload, Parts>({
  payload: schema,
  run,
  ...job
}: JobOf<Payload, Parts>): Job<Parts> => ({
  ...job,
  run: (payload, parts) => run(parse(schema, payload, `${job.name} job`), parts),
})

/** What BullMQ calls for every job. */
export function handler<Parts>(jobs: Job<Parts>[], parts: Parts) {
  return async ({ name, data }: { name: string; data: unknown }): Promise<void> => {
    const job = jobs.find((job) => job.name === name)
    if (!job) throw new Error(`no job is named "${name}": is this worker older than the web role?`)
    try {
      await job.run(data, parts)
    } catch (error) {
      if (!(error instanceof FinalError)) throw error
      throw Object.assign(new UnrecoverableError(error.message), { cause: error })
    }
  }
}
