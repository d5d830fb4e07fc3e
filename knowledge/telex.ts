import { fold, isSyllable } from './vietnamese.ts'

/**
 * A word that the keyboard left in Telex or VNI keys ("ddaats", "d9a6t1") → the word meant.
 * Only a word that is no syllable as it stands, and becomes one, is touched.
 */
export function replay(word: string): string | undefined {
  if (!/^[a-z]+[a-z0-9]*$/.test(word) || isSyllable(word)) return undefined
  if (word.length < 3 || word.length > 9) return undefined
  const written = /\d/.test(word) ? fromVni(word) : fromTelex(word)
  return written && written !== word && isSyllable(fold(written)) ? written : undefined
}

function fromTelex(word: string): string | undefined {
  let tone = ''
  let letters = word
  const key = word.search(/[sfrxj]/g)
  // The tone key is typed after a vowel: the s of "so" is a letter, the s of "dats" is not.
  const toneKey = [...letters.matchAll(/(?<=[aeiouyw][a-z]*)[sfrxj](?=[a-z]*$)/g)].at(-1)
  if (key >= 0 && toneKey) {
    tone = toneOfKey[toneKey[0]] ?? ''
    letters = letters.slice(0, toneKey.index) + letters.slice(toneKey.index + 1)
  }
  letters = letters
    .replace(/^dd|^d(?=[a-z]*d$)/, 'đ')
    .replace(/(?<=^đ[a-z]+)d$/, '')
    .replace(/([aeo])([a-z]*?)\1/, (_, vowel: string, between: string) => hat[vowel] + between)
    .replace(/uow|uwow|uwo|uow/, 'ươ')
    .replace(/uo([a-z]+)w$/, 'ươ$1')
    .replace(/([auo])([a-z]*?)w/, (_, vowel: string, between: string) => horn[vowel] + between)
    .replace(/(?<=[a-zđ])w/, 'ư')
  if (/[wfjz]/.test(letters)) return undefined
  return place(letters, tone)
}

function fromVni(word: string): string | undefined {
  let tone = ''
  let letters = ''
  for (const character of word) {
    if (/[1-5]/.test(character)) tone = toneOfDigit[character] ?? ''
    else if (/[6-9]/.test(character)) {
      const marked = applyVni(letters, character)
      if (!marked) return undefined
      letters = marked
    } else if (character === '0') return undefined
    else letters += character
  }
  return place(letters, tone)
}

function applyVni(letters: string, digit: string): string | undefined {
  if (digit === '9') return letters.startsWith('d') ? `đ${letters.slice(1)}` : undefined
  if (digit === '7' && /uo/.test(letters)) return letters.replace('uo', 'ươ')
  const target = { '6': /[aeo](?=[^aeo]*$)/, '7': /[uo](?=[^uo]*$)/, '8': /a/ }[digit]
  const table = { '6': hat, '7': horn, '8': horn }[digit]
  if (!target || !table || !target.test(letters)) return undefined
  return letters.replace(target, (vowel) => table[vowel] ?? vowel)
}

/** The tone mark goes on the marked vowel, else on the last but one before an ending, else the first. */
function place(letters: string, tone: string): string {
  if (!tone) return letters
  const start = /^(?:qu|gi(?=[aeiouyăâêôơư]))/.exec(letters)?.[0].length ?? 0
  const vowels = [...letters.slice(start).matchAll(/[aeiouyăâêôơư]/g)].map((v) => v.index + start)
  if (vowels.length === 0) return letters
  const hatted = vowels.findLast((i) => /[ăâêôơư]/.test(letters[i] ?? ''))
  const ending = (vowels.at(-1) ?? 0) < letters.length - 1
  const at = hatted ?? (ending ? vowels.at(-1) : (vowels.at(vowels.length === 3 ? 1 : 0) ?? 0)) ?? 0
  return (letters.slice(0, at + 1) + tone + letters.slice(at + 1)).normalize('NFC')
}

const toneOfKey: Record<string, string> = {
  f: '\u0300',
  s: '\u0301',
  r: '\u0309',
  x: '\u0303',
  j: '\u0323',
}
const toneOfDigit: Record<string, string> = {
  '1': '\u0301',
  '2': '\u0300',
  '3': '\u0309',
  '4': '\u0303',
  '5': '\u0323',
}
const hat: Record<string, string> = { a: 'â', e: 'ê', o: 'ô' }
const horn: Record<string, string> = { a: 'ă', u: 'ư', o: 'ơ' }
