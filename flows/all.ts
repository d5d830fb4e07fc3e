import { add } from './add.ts'
import { myCase } from './case.ts'
import { erase } from './erase.ts'
import type { AnyFlow } from './flow.ts'
import { person } from './person.ts'
import { report } from './report.ts'
import { track } from './track.ts'
import { withdraw } from './withdraw.ts'

/** Every flow, in the order in which their opening words are tried. */
export const flows: readonly AnyFlow[] = [report, track, add, withdraw, person, erase, myCase]

export const flowNamed = (name: string): AnyFlow | undefined =>
  flows.find((flow) => flow.name === name)
