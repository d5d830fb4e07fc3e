import type { Names } from './names.ts'
import { mostWords, type Query } from './query.ts'

/** How an entry's names and body answer to a question, each share 0…1. */
export interface Near {
  /** The nearest name: the share of the question it covers, times the share of it that was said. */
  best: number
  /** The same of the next nearest, and of the title. */
  next: number
  title: number
  /** The share of the nearest name that was said. */
  said: number
  /** Of what the citizen said, with our additions, in neighbouring words: what any name holds. */
  own: number
  all: number
  pairs: number
  /** Of what the citizen said: what stands in the body alone. */
  body: number
  /** Of what the citizen said: what is written with other marks. */
  against: number
  /** How much oftener the entry's names say what the citizen said than all names do: a logarithm, by tens. */
  likely: number
}

export const nothingNear: Near = {
  best: 0,
  next: 0,
  title: 0,
  said: 0,
  own: 0,
  all: 0,
  pairs: 0,
  body: 0,
  against: 0,
  likely: 0,
}

/** All of the question counts; of a name not quite all, for titles are long. Marks that contradict cost most of a hit. */
const shape = {
  name: 0.6,
  wrongMarks: 0.1,
  /** Few names say little of what others might be: as if so many words of names on the whole stood beside them. */
  unheard: 15,
}

/** To reckon on, wiped before each use: a question is held against sixty entries, and new paper costs more than that. */
const paper = {
  /** The share of each word and pair that the best of the names agrees with. */
  held: new Float64Array(mostWords),
  heldPairs: new Set<number>(),
  /** What this name has said already. */
  met: new Uint8Array(mostWords),
  /** How often all names say it. */
  times: new Float64Array(mostWords),
  inBody: new Uint8Array(mostWords),
}

export function nearnessTo(entry: number, names: Names, query: Query): Near {
  const { ofEntry, ofName, words, foldedOf, rarity, ofBody, bodies } = names
  const { slots, weights, masses, shares, own, exact, pairs, ownMass, allMass, pairMass } = query
  const { held, heldPairs, met, times, inBody } = paper
  held.fill(0)
  heldPairs.clear()
  times.fill(0)
  inBody.fill(0)
  const near = { ...nothingNear }
  const first = ofEntry[entry] ?? 0
  for (let name = first; name < (ofEntry[entry + 1] ?? 0); name++) {
    let size = 0
    let hit = 0
    let ownHit = 0
    let allHit = 0
    let before = 0
    met.fill(0)
    for (let i = ofName[name] ?? 0; i < (ofName[name + 1] ?? 0); i++) {
      const word = words[i] ?? 0
      const folded = foldedOf[word] ?? 0
      const value = rarity[folded] ?? 0
      const slot = slots[folded] ?? 0
      if (before && slot && pairs.has(before * mostWords + slot))
        heldPairs.add(before * mostWords + slot)
      before = slot
      if (!slot) {
        size += value
        continue
      }
      const asWritten = exact[slot - 1]
      const share = asWritten !== undefined && asWritten !== word ? shape.wrongMarks : 1
      times[slot] = (times[slot] ?? 0) + share
      if (met[slot]) continue
      met[slot] = 1
      size += value
      if (share > (held[slot] ?? 0)) held[slot] = share
      const mass = (masses[slot - 1] ?? 0) * share
      hit += value * share * Math.min(1, (weights[slot - 1] ?? 0) + 0.3)
      allHit += mass
      if (own[slot - 1]) ownHit += mass
    }
    if (hit === 0) continue
    const covered = Math.max(ownMass > 0 ? ownHit / ownMass : 0, allMass > 0 ? allHit / allMass : 0)
    const said = hit / size
    const value = Math.min(1, covered) * said ** shape.name
    if (name === first) near.title = value
    if (value > near.best) {
      near.next = near.best
      near.best = value
      near.said = said
    } else if (value > near.next) near.next = value
  }
  const length = (ofName[ofEntry[entry + 1] ?? 0] ?? 0) - (ofName[first] ?? 0)
  for (let i = ofBody[entry] ?? 0; i < (ofBody[entry + 1] ?? 0); i++) {
    const slot = slots[bodies[i] ?? 0] ?? 0
    if (slot) inBody[slot] = 1
  }
  for (let slot = 1; slot <= weights.length; slot++) {
    const mass = masses[slot - 1] ?? 0
    const share = held[slot] ?? 0
    near.all += mass * share
    if (!own[slot - 1]) continue
    const usual = shares[slot - 1] ?? 1
    const oftener = ((times[slot] ?? 0) / usual + shape.unheard) / (length + shape.unheard)
    near.likely += ((weights[slot - 1] ?? 0) * Math.log(oftener)) / 10
    near.own += mass * share
    if (share > 0 && share < 1) near.against += mass
    if (share === 0 && inBody[slot]) near.body += mass
  }
  for (const pair of heldPairs) near.pairs += pairs.get(pair) ?? 0
  near.own /= ownMass || 1
  near.body /= ownMass || 1
  near.against /= ownMass || 1
  near.all /= allMass || 1
  near.pairs /= pairMass || 1
  return near
}
