import { z } from 'zod'

/** texts.yaml: key → what the assistant says. */
export const Texts = z.record(z.string(), z.string().min(1))
export type Texts = z.infer<typeof Texts>

export type TextOf = (key: string, words?: Record<string, string>) => string

/** The words in braces that a text waits for. */
export const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, word]) => word ?? '')

/** A text with its words filled in; `common` holds those that every text may use. */
export function textOf(texts: Texts, common: Record<string, string>): TextOf {
  return (key, words = {}) => {
    const text = texts[key]
    if (text === undefined) throw new Error(`texts.yaml: no text "${key}"; add it`)
    return filled(text, { ...common, ...words }, `texts.yaml: "${key}"`)
  }
}

/** A text with the words in braces put in; `where` is said when one is missing. */
export const filled = (text: string, words: Record<string, string>, where: string): string =>
  text.replace(/\{(\w+)\}/g, (_, word: string) => {
    const given = words[word]
    if (given === undefined) throw new Error(`${where} waits for {${word}}, which nobody gives it`)
    return given
  })
