import { createHash } from 'node:crypto'
import { BadInput } from '../border.ts'
import type { Lexicon } from './lexicon.ts'
import { type Field, fields, type Kind, kinds, type Urgency } from './ticket.ts'

/** A text as citizens write it, and how it is to be understood: each of several answers is right. */
export interface Example {
  text: string
  kinds: Kind[]
  fields: Field[]
  urgencies: Urgency[]
}

const urgencies = ['urgent', 'normal'] as const

/** Tab-separated: kind, field, urgency, text; "/" between answers that are all right; "#" begins a comment. */
export function parseExamples(file: string, content: string): Example[] {
  return content.split('\n').flatMap((line, i) => {
    if (line.trim() === '' || line.startsWith('#')) return []
    const at = `${file}:${i + 1}`
    const [kind = '', field = '', urgency = '', text = ''] = line.split('\t')
    if (text.trim() === '') throw new BadInput(`${at}: cần 4 cột, cách nhau bằng phím Tab`)
    return [
      {
        text: text.trim(),
        kinds: namesIn(kind, kinds, at),
        fields: namesIn(field, fields, at),
        urgencies: namesIn(urgency, urgencies, at),
      },
    ]
  })
}

const namesIn = <Name extends string>(told: string, names: readonly Name[], at: string): Name[] =>
  told.split('/').map((each) => {
    const known = names.find((name) => name === each)
    if (!known) throw new BadInput(`${at}: không có "${each}", chọn trong: ${names.join(', ')}`)
    return known
  })

/** Tells whether weights were learned from just these examples and these phrases, by this way of learning. */
export const digestOf = (examples: readonly Example[], lexicon: Lexicon): string =>
  createHash('sha256')
    .update(JSON.stringify([wayOfLearning, lexicon, examples]))
    .digest('hex')
    .slice(0, 16)

/** Grows whenever traits or learning change: weights learned in another way are void. */
const wayOfLearning = 1
