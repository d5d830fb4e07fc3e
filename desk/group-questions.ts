import { fold, normalise, pairs, runs } from '../knowledge/vietnamese.ts'

export interface Group {
  /** One of them, as it was asked, without what could name a person. */
  sample: string
  count: number
}

/** So much of the smaller question must stand in the other for both to ask the same. */
const alike = 0.5

/** Questions that ask the same in other words, the most asked first. */
export function groupQuestions(questions: readonly string[]): Group[] {
  const groups: { sample: string; count: number; terms: Set<string> }[] = []
  for (const question of questions) {
    const terms = termsOf(question)
    const same = groups.find((group) => share(group.terms, terms) >= alike)
    if (!same) groups.push({ sample: question, count: 1, terms })
    else {
      same.count += 1
      // The shortest says it most plainly.
      if (question.length < same.sample.length && terms.size > 1) same.sample = question
    }
  }
  return groups
    .toSorted((a, b) => b.count - a.count)
    .map(({ sample, count }) => ({ sample: impersonal(sample), count }))
}

function termsOf(question: string): Set<string> {
  const terms = runs(normalise(question)).flatMap((run) => {
    const words = run.map(fold).filter((word) => !empty.has(word))
    return words.length > 1 ? pairs(words) : words
  })
  return new Set(terms)
}

function share(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size)
  if (smaller === 0) return a.size === b.size ? 1 : 0
  return [...a].filter((term) => b.has(term)).length / smaller
}

const empty = new Set(
  'a ah ad oi da vang nhe nha voi cho toi em minh chau con bac chu co anh chi ong ba hoi xin duoc khong ko k thi la ma thi nao gi sao the vay bao nhieu lam muon can biet giup gium ban'.split(
    ' ',
  ),
)

/** A letter goes to more eyes than a talk: names after a form of address, long numbers and days go. */
const impersonal = (text: string): string =>
  text
    .replace(
      /(?<!\p{L})((?:tên|tôi|em|cháu|con|anh|chị|ông|bà|cô|chú|bác)(?: là| tên| tên là)?) (?:\p{Lu}\p{Ll}+ ){1,4}\p{Lu}\p{Ll}+/gu,
      '$1 …',
    )
    .replace(/(?:\d[\s.-]?){5,}/g, '… ')
    .replace(/\d{1,2}[/-]\d{1,2}[/-]\d{4}/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 160)
