/** Text as typed → terms. The index and every query pass through here, so that both sides agree. */

/** NFC, lower case, one place for the tone mark (hòa, not hoà) and i for a lone final y (kĩ, not kỹ). */
export function normalise(text: string): string {
  return text
    .normalize('NFC')
    .replace(invisible, '')
    .toLowerCase()
    .replace(newStyle, (_, vowels: string) => oldStyleOf[vowels] ?? vowels)
    .replace(loneY, (_, onset: string, y: string) => onset + (iOf[y] ?? y))
}

/** Without marks. NFD alone would keep đ, which has no decomposition. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(combining, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
}

export const isMarked = (word: string): boolean => fold(word) !== word

/** Words of normalised text, in runs that no punctuation interrupts: a pair never crosses a comma. */
export function runs(normalised: string): string[][] {
  return normalised
    .split(/[^\p{L}\p{N}\p{M}\s_./-]+|(?<!\d)[./-]|[./-](?!\d)|[\n]/u)
    .map((run) => run.match(/[\p{L}\p{N}]+(?:[./-]\d+)*/gu) ?? [])
    .filter((run) => run.length > 0)
}

export const words = (text: string): string[] => runs(normalise(text)).flat()

/** Neighbouring syllables joined: a Vietnamese word is often two of them. */
export const pairs = (run: readonly string[]): string[] =>
  run.slice(1).map((word, i) => `${run[i]}_${word}`)

/** Is this folded word a syllable that Vietnamese can have? Foreign words and slips are not. */
export const isSyllable = (folded: string): boolean => syllable.test(folded)

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g
const combining = /[\u0300-\u036f]/g

// The tone stands on the last vowel only where the syllable ends with it: hoà, thuỷ; never quý, toàn.
const newStyle = /(?<=(?:^|[^\p{L}])(?!qu)\p{L}*?)(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\p{L})/gu
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
const loneY = /(?<!\p{L})(h|k|l|m|s|t|v|qu)([yỳýỷỹỵ])(?!\p{L})/gu
const iOf: Record<string, string> = { y: 'i', ỳ: 'ì', ý: 'í', ỷ: 'ỉ', ỹ: 'ĩ', ỵ: 'ị' }

const onset = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?'
const rhyme =
  '(?:[aeiouy]|a[ciimnopuy]|ac|ach|am|an|ang|anh|ap|at|ay|au|ao|ai|' +
  'e[cmnopt]|ech|eng|enh|eo|eu|i[acmnptu]|ich|inh|ie[cmnptu]|ieng|' +
  'o[acimnpte]|oc|ong|ooc|oong|oa[cimnpty]|oach|oang|oanh|oao|oay|oe[nto]|' +
  'u[acimnpty]|ung|uc|uo[cimntu]|uong|uop|ue|uech|uenh|uye|uyen|uyet|uych|uynh|uyt|uya|uyu|uan|uat|uang|' +
  'uay|uau|uu|uo|uom|ua|ye[mntu]|yen|yet|yeu|yeng|uan|uo)'
const syllable = new RegExp(`^${onset}${rhyme}$`)
