import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openProvince } from '../../app/province.ts'
import { flows } from '../../flows/all.ts'
import { root } from '../../root.ts'
import { play, transcripts } from '../support/transcript.ts'

const province = await openProvince({
  contentDir: join(root, 'content'),
  publicUrl: 'https://caunoi.example',
  fault: (place, error) => {
    throw new Error(place, { cause: error })
  },
})
const services = province.services()
const all = transcripts()
const asked = new Set<string>()

describe('transcripts', () => {
  test.each(all)('$name', ({ path, lines }) => {
    const played = play({ lines }, services)
    for (const name of played.flows) asked.add(name)
    // Read the difference before you commit it: it is what citizens will read.
    if (process.env.UPDATE_TRANSCRIPTS) writeFileSync(path, `${played.lines.join('\n')}\n`)
    else expect(played.lines).toEqual(lines)
  })

  test('every flow has one', () => {
    expect(flows.map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([])
  })

  test('there are at least forty', () => {
    expect(all.length).toBeGreaterThanOrEqual(40)
  })
})
