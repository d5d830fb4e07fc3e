import type { Reply } from '../adapters/channel.ts'
import type { Asked, Part } from '../knowledge/asked.ts'
import type { Commune } from '../knowledge/commune.ts'
import { difference } from '../knowledge/difference.ts'
import { type Effect, type Services, say } from './flow.ts'
import { counterVisit, type Here } from './where.ts'

/** What the knowledge base's verdict becomes in words. */
export interface Told {
  outcome: 'answered' | 'asked-back' | 'declined'
  reply: Reply
  /** The procedure the talk is about from here on. */
  topic?: { procedure: string; part?: Part }
  /** The commune that the words named. */
  commune?: Commune
  effects: Effect[]
}

/** Answers a question about procedures, asks back by difference, or says honestly that it does not know. */
export function tell(
  question: string,
  asked: Asked,
  services: Services,
  now: Date,
  home?: Commune,
): Told {
  const best = asked.results[0]
  if (asked.outcome === 'answer' && best) {
    const here = { question, home }
    return tellProcedure(best.id, asked.part, services, now, here) ?? decline(question, services)
  }
  if (asked.outcome === 'clarify' && asked.results.length > 0) return askBack(asked, services)
  return decline(question, services)
}

/** A procedure by its code, from a tap, a link or a search. */
export function tellProcedure(
  code: string,
  part: Part | undefined,
  services: Services,
  now: Date,
  here: Here = { question: '' },
): Told | undefined {
  const procedure = services.procedure(code)
  if (!procedure) return undefined
  if (services.isOff(code)) return switchedOff(procedure.title, services)
  const { reply, commune } =
    part === 'place' || part === 'hours'
      ? counterVisit(procedure, part, here, services, now)
      : { reply: services.answer(procedure, part, now) }
  return {
    outcome: 'answered',
    reply,
    topic: { procedure: code, ...(part && { part }) },
    ...(commune && { commune }),
    effects: [],
  }
}

/** Found, but out of the talk: said as it is, so that no neighbour is answered in its place. */
function switchedOff(title: string, services: Services): Told {
  return {
    outcome: 'declined',
    reply: say(services.text('off.topic', { topic: title }), [
      { label: 'Gửi cán bộ', payload: 'do:send-question' },
      { label: 'Menu', payload: 'do:menu' },
    ]),
    effects: [],
  }
}

/** A choice is worth reading when it comes this near the likeliest, as a share of its score. */
const nearEnough = 0.6

function askBack({ results, part }: Asked, services: Services): Told {
  const best = results[0]?.score ?? 0
  const procedures = results
    .slice(0, 3)
    .filter(({ score }) => score >= best * nearEnough)
    .flatMap(({ id }) => services.procedure(id) ?? [])
  const labels = difference(procedures)
  const choices = procedures.map(({ code, title }, i) => ({
    label: labels[i] ?? title,
    payload: part ? `procedure:${code}:${part}` : `procedure:${code}`,
  }))
  return {
    outcome: 'asked-back',
    reply: say('Anh/Chị hỏi việc nào dưới đây?', [
      ...choices,
      { label: 'Việc khác', payload: 'do:none' },
    ]),
    effects: [],
  }
}

/** Never a guess: no information, and the way to a person. */
export function decline(question: string, services: Services): Told {
  return {
    outcome: 'declined',
    reply: say(services.text('unsure'), [
      { label: 'Gửi cán bộ', payload: 'do:send-question' },
      { label: 'Menu', payload: 'do:menu' },
    ]),
    effects: [{ type: 'unanswered', question }],
  }
}
