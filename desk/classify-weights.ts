import { BadInput } from '../border.ts'
import { type Field, fields, type Kind, kinds } from './ticket.ts'

/** What the learner decides between: the kinds, the fields, and whether it is urgent. */
export const labels = [...kinds, ...fields, 'urgent'] as const

/** What was learned, by trait: see `printWeights`. It is read where it is needed, so that a start costs little. */
export interface Weights {
  /** Tells the examples they were learned from: see `digestOf` of examples.ts. */
  learnedFrom: string
  byTrait: ReadonlyMap<string, string>
}

/** The trait that every text has. */
export const always = '#'

/** How likely each kind, each field, and that it is urgent. */
export interface Chances {
  kind: ReadonlyMap<Kind, number>
  field: ReadonlyMap<Field, number>
  urgent: number
}

/** Is there anything in a text that learning has seen, besides how long it is? */
export const knows = ({ byTrait }: Weights, traits: ReadonlyMap<string, number>): boolean =>
  [...traits.keys()].some((trait) => byTrait.has(trait) && !aboutLength.test(trait))
const aboutLength = /^#[\d?]$/

export function chancesBy({ byTrait }: Weights, traits: ReadonlyMap<string, number>): Chances {
  const scores = new Float64Array(labels.length)
  add(scores, byTrait.get(always), 1)
  for (const [trait, value] of traits) add(scores, byTrait.get(trait), value)
  return {
    kind: shares(kinds, scores.subarray(0, kinds.length)),
    field: shares(fields, scores.subarray(kinds.length, kinds.length + fields.length)),
    urgent: 1 / (1 + Math.exp(-(scores[labels.length - 1] ?? 0))),
  }
}

/** Reads "a112b-30" by hand: some ten thousand signs a text are too many for patterns. */
function add(scores: Float64Array, told: string | undefined, value: number): void {
  let label = 0
  let hundredths = 0
  let sign = 1
  for (let i = 0; i <= (told?.length ?? -1); i++) {
    const code = told?.charCodeAt(i) ?? 0
    if (code >= zero && code <= zero + 9) hundredths = hundredths * 10 + code - zero
    else if (code === minus) sign = -1
    else {
      scores[label] = (scores[label] ?? 0) + (value * sign * hundredths) / unit
      label = labelOf[code] ?? 0
      hundredths = 0
      sign = 1
    }
  }
}

function shares<Name>(names: readonly Name[], scores: Float64Array): ReadonlyMap<Name, number> {
  const top = scores.reduce((a, b) => Math.max(a, b), -Infinity)
  const odds = scores.map((score) => Math.exp(score - top))
  const all = odds.reduce((a, b) => a + b, 0)
  return new Map(names.map((name, i) => [name, (odds[i] ?? 0) / all]))
}

/** Every weight is kept as a whole number of hundredths, every label as one letter. */
const unit = 100
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const labelOf = Array.from({ length: 128 }, (_, code) => letters.indexOf(String.fromCharCode(code)))
const zero = 48
const minus = 45
/** What is weaker decides nothing and only fills the file. */
const least = 20

const head = '# Do "cau-noi content learn" viết ra từ examples/, không sửa tay. '
const key = `# ${labels.map((label, i) => `${letters[i]}=${label}`).join(' ')}`

/** One line a trait: its name, then letter and hundredths of each label that it speaks for or against. */
export function printWeights(
  learnedFrom: string,
  rows: Iterable<readonly [trait: string, weights: ArrayLike<number>]>,
): string {
  const lines = [...rows].flatMap(([trait, weights]) => {
    const told = labels.map((_, i) => {
      const hundredths = Math.round((weights[i] ?? 0) * unit)
      return Math.abs(hundredths) >= least ? `${letters[i]}${hundredths}` : ''
    })
    return told.some(Boolean) ? [`${trait}\t${told.join('')}`] : []
  })
  return `${[`${head}${learnedFrom}`, key, ...lines.sort()].join('\n')}\n`
}

export function parseWeights(text: string): Weights {
  const [first = '', second, ...lines] = text.trimEnd().split(/\r?\n/)
  if (!first.startsWith(head) || second !== key)
    throw new BadInput('không phải do lệnh learn của bản này viết')
  const byTrait = new Map(
    lines.map((line, i) => {
      const [, trait, told] = row.exec(line) ?? []
      if (!trait || !told) throw new BadInput(`dòng ${i + 3} không đọc được`)
      return [trait, told] as const
    }),
  )
  return { learnedFrom: first.slice(head.length), byTrait }
}
const row = /^([^\t]+)\t((?:[a-zA-Z]-?\d+)+)$/
