import type { Hits, Signal } from './phrase-hits.ts'
import type { Field } from './ticket.ts'

/** How strongly each must be heard. Misrouting a denunciation is the worst error, missing an emergency the next. */
const enough = { emergency: 4, offence: 5, appeal: 3, decision: 3, hazard: 4 }

/** Where the word "tố cáo" is taken at its word though no offence is named. */
const criminal: ReadonlySet<string> = new Set<Field>(['SECURITY', 'SCAM', 'CHILD'])

/**
 * What chat may never take in, by the phrases a clerk has written down: what they name is heard, however
 * little the examples made of it.
 */
export function ruledKind(hits: Hits): 'emergency' | 'denunciation' | 'complaint' | undefined {
  const heard = (name: Signal) => hits.signal.get(name) ?? 0
  if (callsIn(hits).score - heard('calm') >= enough.emergency) return 'emergency'

  const accuses = heard('accuse') > 0
  const offence = heard('offence')
  const appeals = heard('appeal') >= enough.appeal && heard('decision') >= enough.decision
  // Who fights a decision tells of wrongs too; the decision is what must be answered.
  if (appeals && !accuses && offence < 2 * enough.offence) return 'complaint'
  if (offence >= enough.offence || (accuses && offence > 0)) return 'denunciation'
  const [field = '', score = 0] = rankedFields(hits)[0] ?? []
  // "Tôi tố cáo ổ gà": the word alone, about a thing that is no crime.
  if (accuses && (score < 2 || criminal.has(field))) return 'denunciation'
  return appeals || (heard('appeal') >= enough.appeal && score < 3) ? 'complaint' : undefined
}

export const isHazard = (hits: Hits): boolean => (hits.signal.get('hazard') ?? 0) >= enough.hazard

/** What the phrases name, the most strongly named first. */
export const rankedFields = ({ field }: Hits): [string, number][] =>
  [...field].filter(([, score]) => score > 0).sort((a, b) => b[1] - a[1])

/** How strongly a danger is called out, and the numbers to call for it, the most fitting first. */
export function callsIn({ signal }: Hits): { score: number; numbers: string[] } {
  const calls = [...signal].filter(([name, score]) => name.startsWith('call:') && score > 0)
  const numbers = calls
    .filter(([name]) => name !== 'call:any')
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name.slice('call:'.length))
  return { score: calls.reduce((sum, [, score]) => sum + score, 0), numbers }
}
