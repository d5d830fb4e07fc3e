import { fold } from '../knowledge/vietnamese.ts'

/** Text for comparing what mail programs write: lower case, without marks, one space between words. */
export const plain = (text: string): string => fold(text.toLowerCase()).replace(/\s+/g, ' ').trim()
