import { fold } from '../knowledge/vietnamese.ts'
import type { ReadFeatures } from './classify-features.ts'
import { always, labels } from './classify-weights.ts'
import type { Example } from './examples.ts'
import { fields, kinds } from './ticket.ts'

/** Each group of labels is one decision of its own: which kind, which field, urgent or not. */
const groups = [
  { from: 0, to: kinds.length },
  { from: kinds.length, to: kinds.length + fields.length },
]
const width = labels.length
const urgent = width - 1

/** What a phrase for a field counts before the first example. */
const ofPhrase = 8
const rounds = 12
const rate = 0.5
/** Pulls every weight to nothing, so that a word seen once in passing decides little. */
const pull = 2e-5

interface Lesson {
  traits: { weights: Float64Array; value: number; squares: Float64Array }[]
  /** The labels that are right, by group; the last: is it urgent, undefined where either is right. */
  right: readonly (readonly number[])[]
  urgent: boolean | undefined
}

/**
 * Multinomial logistic regression by stochastic gradient steps of AdaGrad, in an order that a seed
 * fixes: the same examples give the same weights, to the bit. Each text is learned as written and
 * without marks.
 */
export function learn(
  examples: readonly Example[],
  read: ReadFeatures,
): ReadonlyMap<string, Float64Array> {
  const rows = new Map<string, { weights: Float64Array; squares: Float64Array; seen: number }>()
  const lessons = examples.flatMap((example) =>
    [example.text, fold(example.text)].map((text) => lessonOf(example, text, read, rows)),
  )
  const order = lessons.map((_, i) => i)
  const random = seeded(1)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random)
    for (const i of order) {
      const lesson = lessons[i]
      if (lesson) step(lesson)
    }
  }
  return new Map(
    [...rows].filter(([, { seen }]) => seen > 2).map(([trait, { weights }]) => [trait, weights]),
  )
}

/** A phrase for a field speaks for that field, also where no example has shown it yet. */
function startOf(trait: string): Float64Array {
  const label = labels.findIndex((each) => `#${each}` === trait)
  return Float64Array.from(labels, (_, i) => (i === label ? ofPhrase : 0))
}

type Rows = Map<string, { weights: Float64Array; squares: Float64Array; seen: number }>

function lessonOf(example: Example, text: string, read: ReadFeatures, rows: Rows): Lesson {
  const traits = [[always, 1] as const, ...read(text).traits].map(([trait, value]) => {
    const row = rows.get(trait) ?? {
      weights: startOf(trait),
      squares: new Float64Array(width),
      seen: 0,
    }
    row.seen += 1
    rows.set(trait, row)
    return { ...row, value }
  })
  const { urgencies } = example
  return {
    traits,
    right: [
      example.kinds.map((kind) => kinds.indexOf(kind)),
      example.fields.map((field) => kinds.length + fields.indexOf(field)),
    ],
    urgent: urgencies.length > 1 ? undefined : urgencies[0] === 'urgent',
  }
}

function step({ traits, right, urgent: isUrgent }: Lesson): void {
  const scores = new Float64Array(width)
  for (const { weights, value } of traits)
    for (let label = 0; label < width; label++)
      scores[label] = (scores[label] ?? 0) + (weights[label] ?? 0) * value
  const errors = new Float64Array(width)
  for (const [i, { from, to }] of groups.entries())
    softmaxErrors(scores, errors, from, to, right[i] ?? [])
  if (isUrgent !== undefined)
    errors[urgent] = (isUrgent ? 1 : 0) - 1 / (1 + Math.exp(-(scores[urgent] ?? 0)))
  for (const { weights, squares, value } of traits)
    for (let label = 0; label < width; label++) {
      const weight = weights[label] ?? 0
      const slope = (errors[label] ?? 0) * value - pull * weight
      if (slope === 0) continue
      const square = (squares[label] ?? 0) + slope * slope
      squares[label] = square
      weights[label] = weight + (rate * slope) / Math.sqrt(square + 1e-8)
    }
}

/** Where several labels are right, they share what is to be given as they share it now. */
function softmaxErrors(
  scores: Float64Array,
  errors: Float64Array,
  from: number,
  to: number,
  right: readonly number[],
): void {
  const top = scores.subarray(from, to).reduce((a, b) => Math.max(a, b), -Infinity)
  let all = 0
  for (let i = from; i < to; i++) all += Math.exp((scores[i] ?? 0) - top)
  const chance = (i: number) => Math.exp((scores[i] ?? 0) - top) / all
  const given = right.reduce((sum, i) => sum + chance(i), 0)
  for (let i = from; i < to; i++)
    errors[i] = (right.includes(i) ? chance(i) / given : 0) - chance(i)
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = kept
  }
}
