import type { Choice } from '../adapters/channel.ts'
import { type Heard, type Services, say } from '../flows/flow.ts'
import { menu } from '../flows/welcome.ts'
import type { Open } from './form.ts'
import { thenAsk } from './repair.ts'
import { cannot, type Said, said, type Talk } from './talk.ts'
import { isForeign } from './tongue.ts'
import { personChoice } from './way-out.ts'

/** English about a need that we know: answered before Vietnamese ears find something else in it. */
export const isKnownEnglish = (text: string, services: Services): boolean =>
  (isForeign(text, 2) || (text.match(unmistakable) ?? []).length >= 2) &&
  services.english(text) !== undefined

/** Short English words that are no Vietnamese syllables, also without marks. */
const unmistakable =
  /(?<!\p{L})(?:how|what|where|when|want|need|please|get|with|would|like|your|have|speak|from|would|should|does)(?!\p{L})/giu

/** Another language: a short answer to the commonest needs in English, else two lines and the telephone. */
export function foreign(talk: Talk, { text }: Heard, open: Open | undefined): Said {
  const { services } = talk
  const need = services.english(text)
  const reply = need
    ? say(`${need.say}\n${services.text('english.more')}`, wayOn(need, services))
    : say(services.text('language'), menu().choices)
  if (open) return thenAsk(talk, open, [{ text: reply.text }], 'guided')
  const answered = said({ ...talk.session, unclear: 0 }, 'guided', [reply])
  return need ? answered : cannot('other-language', answered)
}

type Need = NonNullable<ReturnType<Services['english']>>

function wayOn({ procedure, open, do: does }: Need, services: Services): Choice[] {
  const named = procedure && services.procedure(procedure)
  const first = named
    ? { label: named.title, payload: `procedure:${named.code}` }
    : open
      ? menu().choices?.find(({ payload }) => payload === `open:${open}`)
      : does === 'ask'
        ? menu().choices?.find(({ payload }) => payload === 'do:ask')
        : undefined
  return first ? [first, personChoice] : [personChoice]
}
