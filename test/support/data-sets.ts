import { describe, test } from 'vitest'
import { hasDataSets } from './data-set.ts'

/** A suite that measures on the large data sets; counted as skipped, and said so, where they are absent. */
export function describeWithDataSets(name: string, body: () => void) {
  if (hasDataSets()) describe(name, body)
  // Not its body: suites read the data while they are collected.
  else test.skipIf(true)(`${name} [needs the data sets: CAU_NOI_DATA_SETS=FOLDER]`, () => {})
}
