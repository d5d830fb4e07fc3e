import { phrasesOf, readWhole } from './phrases.ts'
import * as table from './yes-no-words.ts'

type Meaning = 'nod' | 'yes' | 'no' | 'after-no' | 'filler'

const phrases = phrasesOf<Meaning>([
  [table.nods, 'nod'],
  [table.yeses, 'yes'],
  [table.noes, 'no'],
  [table.afterNo, 'after-no'],
  [table.fillers, 'filler'],
])

/** Nobody needs more words for a yes; who writes more says something else as well. */
const mostWords = 9

/**
 * Is the whole message a yes or a no, however it is written? A "không" inside a sentence never is:
 * every word must belong to the short lists, and one that does not makes the message something else.
 */
export function yesOrNo(text: string): 'yes' | 'no' | undefined {
  // "có không?", "được không?": asks for a yes instead of giving one.
  if (/\?\s*$/.test(text)) return undefined
  const { signs, rest } = takeSigns(text)
  const sign = signs.length === 0 ? undefined : signs.some(isNo) ? 'no' : 'yes'
  const said = readWhole(rest, phrases, mostWords)
  if (!said || asksBack(said) || asksWhat(said)) return undefined
  const spoken = said.includes('no')
    ? 'no'
    : said.some((one) => one !== 'filler')
      ? 'yes'
      : undefined
  return sign && spoken && sign !== spoken ? undefined : (spoken ?? sign)
}

/** "Được không", "đúng chưa": what is agreed to stands right before the no. A nod does not: "dạ không". */
const asksBack = (said: readonly Meaning[]) => {
  const core = said.filter((one) => one !== 'filler')
  return core.length > 1 && core.at(-1) === 'no' && core.at(-2) === 'yes'
}

const asksWhat = (said: readonly Meaning[]) => {
  const at = said.indexOf('after-no')
  return at >= 0 && !said.slice(0, at).some((one) => one === 'no')
}

function takeSigns(text: string): { signs: string[]; rest: string } {
  const written = Object.entries(table.zaloSigns).reduce(
    (so, [code, sign]) => so.replaceAll(code, sign),
    text,
  )
  return { signs: written.match(anySign) ?? [], rest: written.replace(anySign, ' ') }
}

const anySign = new RegExp([...table.yesSigns, ...table.noSigns].join('|'), 'gu')
const isNo = (sign: string) => table.noSigns.includes(sign)
