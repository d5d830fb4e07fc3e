import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { BadInput } from '../border.ts'

/** The lines of a JSONL file, in order. Throws BadInput that names the line. */
export function readBatch<T>(path: string, schema: z.ZodType<T>): T[] {
  return textOf(path)
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return []
      const value = jsonOf(line)
      if (value === undefined) throw new BadInput(`${path}:${index + 1}: is no JSON`)
      const { success, data, error } = schema.safeParse(value)
      if (!success) throw new BadInput(`${path}:${index + 1}: ${z.prettifyError(error)}`)
      return [data]
    })
}

export function textOf(path: string): string {
  try {
    // Windows' editors and spreadsheets put a byte order mark before everything.
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    throw new BadInput(`${path}: cannot be read; check the name and the rights`, { cause })
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
