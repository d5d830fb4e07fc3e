import { describe, expect, test } from 'vitest'
import { openProvince } from '../../app/province.ts'
import { loadContent } from '../../content.ts'
import { mostQuestions, narrowed, stand, waysThrough } from '../../knowledge/tree.ts'
import { root } from '../../root.ts'
import { talker } from '../support/talker.ts'

const { trees, procedures } = loadContent(`${root}/content`)
const province = await openProvince({
  contentDir: `${root}/content`,
  publicUrl: 'https://caunoi.example',
  fault: (place, error) => {
    throw new Error(place, { cause: error })
  },
})
const services = province.services()
const procedure = (code: string) => {
  const found = procedures.find((each) => each.code === code)
  if (!found) throw new Error(`no procedure ${code}`)
  return found
}

test('the most asked matters have one', () => {
  expect(trees.length).toBeGreaterThanOrEqual(15)
  for (const code of [
    ...['1.001193', '1.000894', '1.004873', '2.000635', '1.004884', '1.000656', '1.004222'],
    ...['1.004194', '1.014061', '1.014063', '1.014064', '3.000347', '3.000348', '1.001612'],
    ...['1.013978', '1.013831', '1.012784', '1.013225', '1.001776', '1.014027', '1.001613'],
    ...['1.001456', '2.000815'],
  ])
    expect(services.treeAbout(code), code).toBeDefined()
})

describe.each(trees.map((tree) => [tree.title, tree] as const))('%s', (_, tree) => {
  const ways = waysThrough(tree)

  test('every result is reached in five questions at most', () => {
    expect(new Set(ways.map(({ to }) => to))).toEqual(new Set(Object.keys(tree.results)))
    for (const { picks } of ways) expect(picks.length).toBeLessThanOrEqual(mostQuestions)
  })

  test.each(ways.map((way) => [way.to, way.picks] as const))(
    '%s, by pressing, in the chat: its procedure, its papers, its page',
    (to, picks) => {
      const citizen = talker(services)
      citizen.say('Trường hợp của tôi', { payload: `case:${tree.id}` })
      let last = citizen.take({
        kind: 'message',
        text: '',
        payload: `pick:${picks[0]}`,
        attachments: [],
      })
      for (const pick of picks.slice(1))
        last = citizen.take({
          kind: 'message',
          text: '',
          payload: `pick:${pick}`,
          attachments: [],
        })
      const result = tree.results[to]
      if (!result) throw new Error(to)
      const own = narrowed(procedure(result.procedure), result)
      const told = last.replies.map(({ text }) => text).join('\n')
      expect(told).toContain(`mã ${result.procedure}`)
      expect(told).not.toMatch(/undefined|cấp huyện|chắc chắn/)
      expect(citizen.session.topic?.procedure).toBe(result.procedure)
      expect(citizen.session.flow).toBeUndefined()
      if (!result.fits) return expect(told).toContain('chưa phải quyết định')
      expect(own.cases[0]?.papers.length, 'papers').toBeGreaterThan(0)
      for (const { name } of own.cases[0]?.papers.slice(0, 8) ?? [])
        expect(told).toContain(name.slice(0, 40))
      for (const gone of result.without) expect(told).not.toContain(gone)
      expect(last.replies.at(-1)?.links?.[0]?.url).toContain(`?truong-hop=${tree.id}.${to}`)
      expect(told.split('\n').length).toBeLessThanOrEqual(18)
    },
  )

  test('every choice is understood when its label is typed, with marks or without', () => {
    for (const { picks, to } of ways) {
      for (const typed of [
        (label: string) => label,
        (label: string) => label.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd'),
      ]) {
        const citizen = talker(services)
        citizen.say('Trường hợp của tôi', { payload: `case:${tree.id}` })
        for (const pick of picks) {
          const [id = '', choice = ''] = pick.split('.')
          citizen.say(typed(tree.questions[id]?.choices[Number(choice)]?.label ?? ''))
        }
        expect(citizen.session.topic?.procedure, `${tree.id}: ${picks.join(' ')}`).toBe(
          tree.results[to]?.procedure,
        )
      }
    }
  })

  test('what citizens type instead of pressing tells one choice', () => {
    for (const [id, { choices }] of Object.entries(tree.questions))
      for (const [i, { said, to }] of choices.entries())
        for (const words of said) {
          const way = ways.find(({ picks }) => picks.includes(`${id}.${i}`))
          const citizen = talker(services)
          citizen.say('Trường hợp của tôi', { payload: `case:${tree.id}` })
          for (const pick of way?.picks.slice(0, way.picks.indexOf(`${id}.${i}`)) ?? [])
            citizen.take({ kind: 'message', text: '', payload: `pick:${pick}`, attachments: [] })
          const before = Object.keys(citizen.session.flow?.answers ?? {}).length
          citizen.say(words)
          const { flow } = citizen.session
          const after = flow
            ? flow.answers[`q${before}`]
            : citizen.session.topic?.procedure === tree.results[to]?.procedure && `${id}.${i}`
          expect(after, `${tree.id}, ${id}: "${words}"`).toBe(`${id}.${i}`)
        }
  })
})

test('an answer that no longer exists ends the way where it stood', () => {
  const [tree] = trees
  if (!tree) throw new Error('no tree')
  expect(stand(tree, ['gone.0'])).toMatchObject({ at: 'question' })
  expect(stand(tree, [`${Object.keys(tree.questions)[0]}.9`])).toMatchObject({ at: 'question' })
})
