import type { Database } from '../store/database.ts'
import type { InboundMail } from '../store/inbound-mail.ts'
import { type LetterRow, letterById, letterByMessageId } from '../store/letters.ts'
import type { Desk } from './desk.ts'
import type { Mail } from './parse-mail.ts'

/** The letter of ours that a mail belongs to. */
export interface Answered {
  letter: LetterRow
  expired: boolean
}

/** So long a letter is found by its Message-ID, where no signed address says until when. */
const threadLifeMs = 60 * 86_400_000

/**
 * By the signed address that the mail came to. A mail that came to a plain address of ours, because
 * its program does not know Reply-To or is a server that gives a letter back, is found by the
 * Message-ID that it names: 128 bits that only who has the letter knows. Never by its subject.
 */
export async function letterAnswered(
  tx: Database,
  { replies, now }: Pick<Desk, 'replies' | 'now'>,
  { recipient }: Pick<InboundMail, 'recipient'>,
  { answers, returned }: Pick<Mail, 'answers' | 'returned'>,
): Promise<Answered | undefined> {
  const claim = replies?.read(recipient)
  if (!claim) {
    const letter = await letterByMessageId(tx, [...returned, ...answers])
    return (
      letter && { letter, expired: letter.createdAt.getTime() + threadLifeMs < now().getTime() }
    )
  }
  const letter = await letterById(tx, claim.letterId)
  if (!letter || !replies?.proves(claim, { ...letter, mailbox: letter.recipient })) return undefined
  return { letter, expired: claim.expiresAt <= now() }
}
