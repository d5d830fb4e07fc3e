import type { LabelledPlace } from '../../knowledge/evaluate-places.ts'
import type { Units } from '../../knowledge/units.ts'
import { forms } from './address-forms.ts'
import { AddressTruth } from './address-truth.ts'
import type { Pick } from './address-words.ts'

/** So many addresses of each form, drawn from the country's units; the same seed draws the same ones. */
export function drawAddresses(units: Units, seed: number, each: number): LabelledPlace[] {
  const truth = new AddressTruth(units)
  const pick = picker(seed)
  return forms.flatMap(({ name, of, only, text, tells }) => {
    const pool = truth.all.filter(
      (unit) => unit.today === (of === 'today') && (only?.(unit) ?? true),
    )
    const drawn: LabelledPlace[] = []
    while (drawn.length < each) {
      const unit = pick(pool)
      const typed = tells(unit)
      if (!typed.type && truth.isUpper(unit.bare)) continue
      const expect = truth.meaning(typed)
      if (expect) drawn.push({ text: text(unit, pick), expect, class: name })
    }
    return drawn
  })
}

/** A small generator of even numbers (mulberry32): nothing here needs a better one. */
function picker(seed: number): Pick {
  let state = seed
  return (items) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    const at = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
    const item = items[Math.floor(at * items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
}
