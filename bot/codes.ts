import type { Incoming } from '../adapters/channel.ts'
import type { Session } from './session.ts'

/** Ticket codes that stand in a text, in their one written form: "pa 2026 123456" is PA-2026-123456. */
export function codesIn(text: string): string[] {
  const found = [
    ...text.toUpperCase().matchAll(/(?<!\p{L})PA[\s._-]*(20\d{2})[\s._-]*(\d{6,9})(?!\d)/gu),
  ]
  return [...new Set(found.map(([, year, number]) => `PA-${year}-${number}`))]
}

/** The tickets that a turn must be shown besides the citizen's own. */
export function codesWanted(session: Session, incoming: readonly Incoming[]): string[] {
  const texts = incoming.flatMap((one) =>
    one.kind === 'message' ? [one.text, one.payload ?? ''] : [],
  )
  const asked = session.flow?.answers.code
  return [...new Set([...codesIn(texts.join('\n')), ...(typeof asked === 'string' ? [asked] : [])])]
}

/** A dossier number of the national system: "H42.12-260910-0007". Its state is known there, not here. */
export const dossierIn = (text: string): string | undefined =>
  /(?<![\p{L}\d])[HG]\d{2}(?:\.\d+)*-\d{6}-\d{4,}/iu.exec(text)?.[0]?.toUpperCase()

/** A national procedure code: "1.001193". */
export const procedureCodeIn = (text: string): string | undefined =>
  /(?<![\d.])\d\.\d{6}(?:\.[A-Z]\d{2})?(?![\d.]*\d)/.exec(text)?.[0]
