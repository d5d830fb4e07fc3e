import type { Word } from './phrases.ts'
import type { Question, Term } from './question.ts'

/** A question prepared for being held against many names. */
export interface Query {
  question: Question
  byFolded: Map<string, Term>
  /** The weight of what the citizen said, and of that with our additions. */
  own: number
  all: number
}

/** All of the question counts; of a name not quite all, for titles are long. Marks that contradict cost most of a hit. */
const shape = { name: 0.6, wrongMarks: 0.35 }

export function queryOf(question: Question, rarity: (folded: string) => number): Query {
  const byFolded = new Map<string, Term>()
  for (const term of question.terms.values()) {
    if (term.pair) continue
    const before = byFolded.get(term.word.folded)
    if (!before || before.weight < term.weight) byFolded.set(term.word.folded, term)
  }
  let own = 0
  let all = 0
  for (const { word, weight, own: isOwn } of byFolded.values()) {
    const mass = weight * rarity(word.folded)
    all += mass
    if (isOwn) own += mass
  }
  return { question, byFolded, own, all }
}

/** How near the nearest name is, 0…1: the share of the question it covers, times the share of it that was said. */
export function nearnessTo(
  names: readonly Word[][],
  { byFolded, own, all }: Query,
  rarity: (folded: string) => number,
): number {
  let nearest = 0
  for (const name of names) {
    let size = 0
    let hit = 0
    let ownHit = 0
    let allHit = 0
    for (const word of name) {
      const value = rarity(word.folded)
      size += value
      const term = byFolded.get(word.folded)
      if (!term) continue
      const agreement = term.word.marked && term.word.exact !== word.exact ? shape.wrongMarks : 1
      hit += value * agreement * Math.min(1, term.weight + 0.3)
      allHit += value * agreement * term.weight
      if (term.own) ownHit += value * agreement * term.weight
    }
    if (hit === 0) continue
    const covered = Math.max(own > 0 ? ownHit / own : 0, all > 0 ? allHit / all : 0)
    nearest = Math.max(nearest, Math.min(1, covered) * (hit / size) ** shape.name)
  }
  return nearest
}
