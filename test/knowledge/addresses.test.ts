import { expect, test } from 'vitest'
import { evaluatePlaces, isRight, type LabelledPlace } from '../../knowledge/evaluate-places.ts'
import { buildPlaces } from '../../knowledge/place.ts'
import { readUnits } from '../../knowledge/units.ts'
import { drawAddresses } from '../support/addresses.ts'
import { dataSet } from '../support/data-set.ts'
import { describeWithDataSets } from '../support/data-sets.ts'
import { questionsIn } from '../support/knowledge.ts'

// Floors lie a little below what was measured; QUALITY.md holds the figures.

describeWithDataSets('addresses of the whole country', () => {
  const units = readUnits((file) => dataSet(`admin-units/${file}`))
  const places = { away: buildPlaces(units), home: buildPlaces(units, { home: 'Tỉnh Ninh Bình' }) }

  test.each(['away', 'home'] as const)('%s: written by hand', (where) => {
    const { right, asked } = evaluatePlaces(
      questionsIn<LabelledPlace>('places-a.jsonl'),
      places[where].find,
    )
    expect(right.rate).toBeGreaterThanOrEqual(0.99)
    expect(asked.rate).toBeGreaterThanOrEqual(0.96)
  })

  test('in every form that people type', () => {
    const drawn = drawAddresses(units, 20251201, 40)
    const { right, classes } = evaluatePlaces(drawn, places.home.find)
    expect(drawn.length).toBeGreaterThanOrEqual(500)
    expect(right.rate).toBeGreaterThanOrEqual(0.985)
    for (const [name, { rate }] of Object.entries(classes))
      expect(rate, name).toBeGreaterThanOrEqual(name.includes('a slip') ? 0.8 : 0.93)
  })

  test('the name of a district alone is asked for, with all that it became', () => {
    const districts = new Map<string, Set<string>>()
    for (const { district, province, now } of units.former) {
      const key = `${district}, ${province}`
      districts.set(key, new Set([...(districts.get(key) ?? []), ...now]))
    }
    const split = [...districts].flatMap(([text, codes]): LabelledPlace[] =>
      codes.size > 1 ? [{ text, expect: { codes: [...codes] } }] : [],
    )
    expect(split.length).toBeGreaterThan(500)
    const missed = split.filter((place) => !isRight(place, places.home.find(place.text)))
    expect(missed.map(({ text }) => text)).toEqual([])
  })
})
