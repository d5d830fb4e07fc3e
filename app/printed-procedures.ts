import { vnDay } from '../desk/calendar.ts'
import { asOf } from '../knowledge/as-of.ts'
import { printable } from '../knowledge/printable.ts'
import { narrowed } from '../knowledge/tree.ts'
import type { Procedures } from '../server/pages/procedure-view.ts'
import type { Province } from './province.ts'

/** Procedures for their page, whole or narrowed to one's own case. */
export const printedProcedures = (province: Province): Procedures => ({
  procedure(code, wanted = '') {
    const { procedure, tree, isOff } = province.services()
    const found = procedure(code)
    if (!found || isOff(code)) return undefined
    const today = vnDay(new Date())
    const [id = '', end = ''] = wanted.split('.')
    const asked = tree(id)
    const result = asked && Object.hasOwn(asked.results, end) ? asked.results[end] : undefined
    // An old or invented case leads to the whole procedure.
    if (!asked || result?.procedure !== code) return printable(asOf(found, today))
    const own = { title: asked.title, ...(result.says && { says: result.says }) }
    return { ...printable(narrowed(asOf(found, today), result)), own }
  },
})
