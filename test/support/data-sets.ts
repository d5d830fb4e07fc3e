import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { root } from '../../root.ts'

/** The large data sets are not part of the product: they lie beside the checkout or where this names them. */
const folder = process.env.CAU_NOI_DATA_SETS ?? join(root, '..', 'shared', 'data')

/** A suite that measures on them; counted as skipped, and said so, where they are absent. */
export function describeWithDataSets(name: string, body: () => void) {
  if (existsSync(join(folder, 'procedures'))) describe(name, body)
  // Not its body: suites read the data while they are collected.
  else test.skipIf(true)(`${name} [needs the data sets: CAU_NOI_DATA_SETS=FOLDER]`, () => {})
}

export const dataSet = (file: string): string => readFileSync(join(folder, file), 'utf8')
