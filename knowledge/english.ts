import { z } from 'zod'

/** One of the commonest needs of people who write English, with a short answer and the way on. */
export const EnglishNeed = z.strictObject({
  id: z.string(),
  words: z.array(z.string()).nonempty(),
  say: z.string(),
  /** The procedure whose Vietnamese entry a tap shows. */
  procedure: z.string().optional(),
  /** A flow that a tap opens. */
  open: z.enum(['report', 'track']).optional(),
  /** Anything else a tap does. */
  do: z.enum(['person', 'ask']).optional(),
})
export type EnglishNeed = z.infer<typeof EnglishNeed>

/** The need whose longest phrase stands in the text; of equals the earlier in the file. */
export function englishNeed(text: string, needs: readonly EnglishNeed[]): EnglishNeed | undefined {
  const words = text.toLowerCase().replace(/[^\p{L}\d']+/gu, ' ')
  const spoken = ` ${words.trim()} `
  const longest = (need: EnglishNeed) =>
    Math.max(0, ...need.words.map((words) => (spoken.includes(` ${words} `) ? lengthOf(words) : 0)))
  return needs
    .map((need) => ({ need, length: longest(need) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length)[0]?.need
}

const lengthOf = (phrase: string) => phrase.split(' ').length
