import { remembered } from './remembered.ts'

/** Text as typed → terms. The index and every query pass through here, so that both sides agree. */

/** NFC, lower case, one place for the tone mark (hòa, not hoà) and i for a lone final y (kĩ, not kỹ). */
export const normalise = (text: string): string =>
  text.normalize('NFC').replace(invisible, '').toLowerCase().replace(word, respelt)

/** Only what ends in one of these has two spellings: most words leave at the first glance. */
function respelt(word: string): string {
  if (!twoSpellings.has(word.at(-1) ?? '')) return word
  return word
    .replace(newStyle, (_, vowels: string) => oldStyleOf[vowels] ?? vowels)
    .replace(loneY, (_, onset: string, y: string) => onset + (iOf[y] ?? y))
}

/** Without marks. NFD alone would keep đ, which has no decomposition. */
export function fold(text: string): string {
  const known = folds.get(text)
  if (known !== undefined) return known
  const folded = text
    .normalize('NFD')
    .replace(combining, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
  if (text.length <= 8 && folds.size < mostFolds) folds.set(text, folded)
  return folded
}

/** The language has some 7,000 syllables: nearly every word is folded once only. */
const folds = new Map<string, string>()
const mostFolds = 10_000

export const isMarked = (word: string): boolean => fold(word) !== word

/** Words of normalised text, in runs that no punctuation interrupts: a pair never crosses a comma. */
export function runs(normalised: string): string[][] {
  const all: string[][] = []
  let run: string[] = []
  for (const [found] of normalised.matchAll(wordOrBreak)) {
    if (isWord.test(found)) run.push(found)
    else if (run.length > 0) {
      all.push(run)
      run = []
    }
  }
  return run.length > 0 ? [...all, run] : all
}

export const words: (text: string) => readonly string[] = remembered((text) =>
  runs(normalise(text)).flat(),
)

/** Folded lower-case words with single spaces, so that "Hủy ạ!", "HUỶ Ạ" and "huy a" are one. */
export const plain = remembered((text) => words(text).map(fold).join(' '))

/** Neighbouring syllables joined: a Vietnamese word is often two of them. */
export const pairs = (run: readonly string[]): string[] =>
  run.slice(1).map((word, i) => `${run[i]}_${word}`)

/** Is this folded word a syllable that Vietnamese can have? Foreign words and slips are not. */
export const isSyllable = (folded: string): boolean => syllable.test(folded)

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g
const combining = /[\u0300-\u036f]/g

const word = /\p{L}+/gu
// Codes, dates and amounts are one word: 1.001193, 22/11/2026.
const wordOrBreak = /[\p{L}\p{N}]+(?:(?<=\d)[./-]\d+)*|[^\p{L}\p{N}\p{M}\s_]|\n/gu
const isWord = /^[\p{L}\p{N}]/u

const twoSpellings = new Set('àáảãạèéẻẽẹyỳýỷỹỵ')
// The tone stands on the last vowel only where the syllable ends with it: hoà, thuỷ; never quý, toàn.
const newStyle = /(?<=^(?!qu)\p{L}*?)(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])$/u
const oldStyleOf: Record<string, string> = {
  oà: 'òa',
  oá: 'óa',
  oả: 'ỏa',
  oã: 'õa',
  oạ: 'ọa',
  oè: 'òe',
  oé: 'óe',
  oẻ: 'ỏe',
  oẽ: 'õe',
  oẹ: 'ọe',
  uỳ: 'ùy',
  uý: 'úy',
  uỷ: 'ủy',
  uỹ: 'ũy',
  uỵ: 'ụy',
}

// kỹ = kĩ, lý = lí, quý = quí: both spellings are taught.
const loneY = /^(h|k|l|m|s|t|v|qu)([yỳýỷỹỵ])$/
const iOf: Record<string, string> = { y: 'i', ỳ: 'ì', ý: 'í', ỷ: 'ỉ', ỹ: 'ĩ', ỵ: 'ị' }

const onset = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?'
const rhyme =
  '(?:[aeiouy]|a[ciimnopuy]|ac|ach|am|an|ang|anh|ap|at|ay|au|ao|ai|' +
  'e[cmnopt]|ech|eng|enh|eo|eu|i[acmnptu]|ich|inh|ie[cmnptu]|ieng|' +
  'o[acimnpte]|oc|ong|ooc|oong|oa[cimnpty]|oach|oang|oanh|oao|oay|oe[nto]|' +
  'u[acimnpty]|ung|uc|uo[cimntu]|uong|uop|ue|uech|uenh|uye|uyen|uyet|uych|uynh|uyt|uya|uyu|uan|uat|uang|' +
  'uay|uau|uu|uo|uom|ua|ye[mntu]|yen|yet|yeu|yeng|uan|uo)'
const syllable = new RegExp(`^${onset}${rhyme}$`)
