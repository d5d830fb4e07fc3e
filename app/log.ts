import pino, { type Logger } from 'pino'
import type { Config } from '../config.ts'

/** JSON lines on standard output, without a citizen's words. */
export const createLog = ({ logLevel }: Pick<Config, 'logLevel'>): Logger =>
  pino({
    level: logLevel,
    base: null,
    serializers: { err: (error: unknown) => errorSerializer(error) },
  })

/** Errors that we write ourselves; their messages name things, never what a citizen wrote. */
const ours = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'FinalError',
  'BadInput',
  'AssertionError',
])
const deepest = 4

/**
 * An error for the log. Messages of others are left out: a database puts the row into them, a
 * JSON reader a piece of the text.
 */
export function errorSerializer(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const { name, message, stack, cause } = error
  const code = 'code' in error ? String(error.code) : undefined
  return {
    name,
    ...(code && { code }),
    // By class, not by name: drizzle's error calls itself "Error" and quotes the whole row.
    ...(ours.has(error.constructor.name) && { message }),
    at: stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim()),
    ...(cause !== undefined && depth < deepest && { cause: errorSerializer(cause, depth + 1) }),
  }
}
