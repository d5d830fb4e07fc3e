import type { Choice, Spoken } from '../adapters/channel.ts'
import type { Heard } from '../flows/flow.ts'
import { pickChoice } from './choice.ts'
import { codesIn, dossierIn } from './codes.ts'
import { maskIdentity, phoneIn } from './contacts.ts'
import { dictated } from './dictated.ts'
import { plain } from './plain.ts'
import { looksLikeQuestion } from './question.ts'
import { yesOrNo } from './yes-no.ts'

/** One or more messages that came together, read as one; `masked`: an identity number stood in them. */
export function hear(
  spoken: readonly Spoken[],
  offered: readonly Choice[],
): Heard & { masked: boolean } {
  const written = spoken
    .map(({ text }) => dictated(text.replace(hidden, '').normalize('NFC').trim()))
    .filter(Boolean)
  const { text, masked } = maskIdentity(written.join('\n'))
  const choice = spoken.at(-1)?.payload ?? pickChoice(text, offered)
  const answer = choice === 'yes' || choice === 'no' ? choice : choice ? undefined : yesOrNo(text)
  const phone = phoneIn(text)
  const dossier = dossierIn(text)
  return {
    text,
    plain: plain(text),
    ...(answer && { answer }),
    ...(choice && { choice }),
    ...(phone && { phone }),
    codes: codesIn(text),
    ...(dossier && { dossier }),
    ...(spoken.some(({ quotes }) => quotes) && { quotes: true as const }),
    attachments: spoken.flatMap(({ attachments }) => attachments),
    question: !answer && !choice && looksLikeQuestion(text),
    masked,
  }
}

/** Direction marks and zero-width characters: never typed, sometimes pasted, at times to deceive. */
const hidden = /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g
