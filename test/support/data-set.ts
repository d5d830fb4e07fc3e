import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../root.ts'

/** The large data sets are not part of the product: they lie beside the checkout or where this names them. */
const folder = process.env.CAU_NOI_DATA_SETS ?? join(root, '..', 'shared', 'data')

export const hasDataSets = (): boolean => existsSync(join(folder, 'procedures'))

export const dataSet = (file: string): string => readFileSync(join(folder, file), 'utf8')
