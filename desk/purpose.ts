/** Why a letter is written; with ticket and recipient it makes the letter unique. */
export type Purpose =
  | { type: 'new-ticket' }
  /** Another office gave it back: the same letter, with the reason. */
  | { type: 'returned'; event: number; text: string; by: string }
  | { type: 'undeliverable'; recipient: string }
  | { type: 'addition'; event: number; text: string }
  | { type: 'withdrawn' }
  /** The officer's copy of exactly what the citizen saw. */
  | { type: 'copy'; event: number; text: string; attachments?: number }
  | { type: 'due-soon' }
  | { type: 'overdue' }
  /** What the officer's mail did, where the citizen saw nothing of it. */
  | { type: 'receipt'; event: number; what: string }
  /** The officer's mail did nothing: a person must look, or write again. */
  | { type: 'mail-held' | 'mail-returned'; mail: number; words: string }

/** "addition:12": the purpose as the delivery ledger keeps it. */
export function purposeKey(purpose: Purpose): string {
  if ('event' in purpose) return `${purpose.type}:${purpose.event}`
  if ('mail' in purpose) return `${purpose.type}:${purpose.mail}`
  return 'recipient' in purpose ? `${purpose.type}:${purpose.recipient}` : purpose.type
}
