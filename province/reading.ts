/** How hard a text is to read, aloud or by an old eye: one idea a line, in two short sentences at most. */

const mostSentences = 2
/** Longer than this and the beginning is forgotten before the end is read. */
const mostWords = 32

export interface HardLine {
  line: string
  problem: string
}

export function hardLines(text: string): HardLine[] {
  return text.split('\n').flatMap((line): HardLine[] => {
    const sentences = line
      .trim()
      .split(/(?<=[.?!])\s+(?=[\p{Lu}{])/u)
      .filter(Boolean)
    if (sentences.length > mostSentences)
      return [{ line, problem: `${sentences.length} câu trong một ý` }]
    const long = sentences.find((sentence) => sentence.split(/\s+/).length > mostWords)
    return long ? [{ line, problem: `một câu dài quá ${mostWords} chữ` }] : []
  })
}

/** English that slipped into a text for citizens; names of services and addresses are none. */
export const englishIn = (text: string): string | undefined =>
  /(?<![\p{L}.@/])(?:the|and|please|report|reports|ticket|error|undefined|null|submit|click|file|files|email us|user|admin|chatbot|bot|server|loading|cancel|skip|back)(?![\p{L}.@])/iu.exec(
    text.replace(/https?:\S+|[\w.]+@\S+/g, ''),
  )?.[0]
