import { featureReader } from './classify-features.ts'
import { callsIn, isHazard, rankedFields, ruledKind } from './classify-rules.ts'
import { type Chances, chancesBy, knows, type Weights } from './classify-weights.ts'
import type { Lexicon } from './lexicon.ts'
import type { Hits } from './phrase-hits.ts'
import type { Classified, Field, Kind } from './ticket.ts'

/**
 * Reads what a submission is: by its content, not by the word its writer used for it. What was learned
 * from examples decides; the phrases of the lexicon have the last word where safety asks for it.
 */
export function classifier(lexicon: Lexicon, weights: Weights): (text: string) => Classified {
  const read = featureReader(lexicon)
  return (text) => {
    const { traits, hits } = read(text)
    if (!knows(weights, traits)) return nothing
    const chances = chancesBy(weights, traits)
    const kind = kindOf(hits, chances)
    const ranked = rankedBy(hits, chances)
    const field = fieldOf(kind, ranked)
    return {
      kind,
      field,
      urgency: isUrgent(kind, hits, chances) ? 'urgent' : 'normal',
      confidence: field === 'OTHER' ? 0 : confidenceOf(field, hits, chances),
      alternatives: ranked
        .filter((other) => other !== field && other !== 'OTHER')
        .filter((other) => (chances.field.get(other) ?? 0) >= faint)
        .slice(0, 3),
      ...(kind === 'emergency' && { hotlines: hotlinesOf(field, hits) }),
    }
  }
}

/** Not a word of it was ever seen: an empty text, another script. */
const nothing: Classified = {
  kind: 'other',
  field: 'OTHER',
  urgency: 'normal',
  confidence: 0,
  alternatives: [],
}

/** How likely each must be to be led elsewhere, where something else may be likelier still. */
const enough = { emergency: 0.4, denunciation: 0.35, complaint: 0.4 } as const
const guided = ['emergency', 'denunciation', 'complaint'] as const
const faint = 0.04

function kindOf(hits: Hits, { kind: chances }: Chances): Kind {
  const ruled = ruledKind(hits)
  const led = guided.find((each) => each === ruled || (chances.get(each) ?? 0) > enough[each])
  if (led) return led
  const [likeliest] = [...chances]
    .filter(([kind]) => !guided.some((each) => each === kind))
    .sort((a, b) => b[1] - a[1])
  return likeliest?.[0] ?? 'other'
}

const isUrgent = (kind: Kind, hits: Hits, { urgent }: Chances): boolean =>
  kind === 'emergency' || (kind !== 'question' && (isHazard(hits) || urgent > 1 / 2))

const fieldOf = (kind: Kind, ranked: readonly Field[]): Field =>
  (kind === 'other'
    ? undefined
    : kind === 'emergency'
      ? ranked.find((field) => dangerous.has(field))
      : ranked[0]) ?? 'OTHER'

/** Where a danger to life belongs: no pond and no noise is at stake then. */
const dangerous: ReadonlySet<Field> = new Set<Field>([
  'FIRE',
  'DISASTER',
  'SECURITY',
  'CHILD',
  'HEALTH',
  'TRAFFIC',
  'POWER',
  'BUILD',
  'FOOD',
])

/** In danger the number that the words call for stands first, then the one of the field, then the rest. */
function hotlinesOf(field: Field, hits: Hits): string[] {
  const { numbers } = callsIn(hits)
  if (numbers.length > 0) return numbers
  return [...new Set([...(callOfField[field] ?? []), '113', '114', '115', '112'])]
}

const callOfField: Partial<Record<Field, string[]>> = {
  FIRE: ['114'],
  DISASTER: ['112', '114'],
  SECURITY: ['113'],
  CHILD: ['113', '111'],
  HEALTH: ['115'],
  TRAFFIC: ['115', '113'],
  POWER: ['114'],
  BUILD: ['114', '115'],
  FOOD: ['115'],
}

/** Fields, the likeliest first; what the phrases name clearly counts once more. */
function rankedBy(hits: Hits, { field: chances }: Chances): Field[] {
  const [named] = rankedFields(hits)
  const odds = ([field, chance]: [Field, number]) =>
    field === named?.[0] ? chance * Math.exp(trust * clarityOf(field, hits)) : chance
  return [...chances].sort((a, b) => odds(b) - odds(a)).map(([field]) => field)
}
const trust = 3

/** The share of a field among the two that the phrases name most, tempered by how much they name it at all. */
function clarityOf(field: Field, hits: Hits): number {
  const named = hits.field.get(field) ?? 0
  if (named <= 0) return 0
  const other = rankedFields(hits).find(([each]) => each !== field)?.[1] ?? 0
  return (named / (named + other)) * (named / (named + 2))
}

/** A field that no phrase names is never quite sure. */
const confidenceOf = (field: Field, hits: Hits, { field: chances }: Chances): number =>
  Math.round(Math.max(clarityOf(field, hits), (chances.get(field) ?? 0) * unnamed) * 100) / 100
const unnamed = 0.6
