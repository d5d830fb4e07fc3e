import { flowNamed } from '../flows/all.ts'
import type { Running } from './session.ts'

/** A running flow that fits today's flows, or undefined: an earlier release may have asked other questions. */
export function flowOf(running: Running): Running | undefined {
  const flow = flowNamed(running.name)
  if (!flow) return undefined
  const answers = Object.fromEntries(
    Object.entries(running.answers).filter(
      ([name, value]) => name in flow.steps && flow.answers.safeParse({ [name]: value }).success,
    ),
  )
  const trail = running.trail.filter((name) => name in answers)
  const step =
    running.step in flow.steps
      ? running.step
      : Object.keys(flow.steps).find((name) => !(name in answers))
  return step === undefined ? undefined : { ...running, answers, trail, step }
}
