import { FinalError } from '../border.ts'
import type { Config } from '../config.ts'
import { askOwner } from '../store/own-folder.ts'

/**
 * What the embedded product that runs on this folder answers (app/owner-answers.ts); undefined when
 * nobody owns the folder, or the database is shared and the command may work on it itself.
 */
export async function askRunning(config: Config, path: string, body?: unknown): Promise<unknown> {
  if (config.databaseUrl) return undefined
  const told = await askOwner(config.dataDir, path, body)
  if (told === undefined) return undefined
  if (!told || told.includes('"running"'))
    throw new FinalError('the product is starting or busy; try again in a moment')
  return JSON.parse(told)
}
