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
const asked: string[] = []

describe('transcripts', () => {
  test.each(all)('$name', ({ path, lines }) => {
    const played = play({ lines }, services)
    asked.push(...played.flows)
    // Read the difference before you commit it: it is what citizens will read.
    if (process.env.UPDATE_TRANSCRIPTS) writeFileSync(path, `${played.lines.join('\n')}\n`)
    else expect(played.lines).toEqual(lines)
  })

  test('every flow has three', () => {
    const times = (name: string) => asked.filter((one) => one === name).length
    expect(flows.map(({ name }) => name).filter((name) => times(name) < 3)).toEqual([])
  })

  test('every way of mending a talk has three in a folder named after it', () => {
    const folders = all.map(({ name }) => name.split('/')[0])
    const missing = repairs.filter((folder) => folders.filter((one) => one === folder).length < 3)
    expect(missing).toEqual([])
  })

  test('there are at least a hundred and fifty', () => {
    expect(all.length).toBeGreaterThanOrEqual(150)
  })
})

/** Cancel, back, repeat, skip, why, correction, interruption, menu, return, two wishes, anger, not understood … */
const repairs = [
  'huy',
  'quay-lai',
  'nhac-lai',
  'bo-qua',
  'vi-sao-hoi',
  'sua-bang-loi',
  'hoi-giua-chung',
  'menu',
  'tro-lai',
  'hai-viec',
  'buc-xuc',
  'khong-hieu',
  'khong-phai-chu',
  'khan-cap',
  'khong-nhan-qua-chat',
  'gap-can-bo',
  'tieng-anh',
  'du-lieu',
  'may-tra-loi',
]
