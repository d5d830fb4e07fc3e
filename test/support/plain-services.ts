import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Field } from '../../desk/ticket.ts'
import type { Services } from '../../flows/flow.ts'
import { Tree } from '../../knowledge/tree.ts'
import { root } from '../../root.ts'

const texts: Record<string, string> = parse(readFileSync(join(root, 'content/texts.yaml'), 'utf8'))
const communes = [
  { code: '13675', name: 'Phường Nam Định', province: 'Tỉnh Ninh Bình' },
  { code: '13699', name: 'Phường Thiên Trường', province: 'Tỉnh Ninh Bình' },
]
const fieldWords: [RegExp, Field][] = [
  [/đèn/i, 'LIGHT'],
  [/rác/i, 'WASTE'],
  [/ổ gà|đường/i, 'ROAD'],
]

const tree = Tree.parse({
  id: 'khai-sinh',
  title: 'Khai sinh',
  about: ['1.001193'],
  questions: {
    truoc: {
      ask: 'Bé đã đăng ký khai sinh chưa?',
      choices: [
        { label: 'Chưa', unsure: true, to: 'tuoi' },
        { label: 'Rồi', said: ['mất giấy'], to: 'ban-sao' },
      ],
    },
    tuoi: {
      ask: 'Bé mấy tuổi?',
      choices: [
        { label: 'Dưới 6 tuổi', below: 6, unsure: true, to: 'noi' },
        { label: 'Từ 6 tuổi', from: 6, to: 'muon' },
      ],
    },
    noi: {
      ask: 'Bé sinh trong nước không?',
      choices: [
        { label: 'Có', unsure: true, to: 'nha' },
        { label: 'Không', to: 'muon' },
      ],
    },
    nha: {
      ask: 'Bé sinh ở nhà hay ở viện?',
      choices: [
        { label: 'Ở viện', unsure: true, to: 'giay' },
        { label: 'Ở nhà', to: 'muon' },
      ],
    },
    giay: {
      ask: 'Có giấy chứng sinh chưa?',
      choices: [
        { label: 'Đã có', unsure: true, to: 'thuong' },
        { label: 'Chưa có', to: 'muon' },
      ],
    },
  },
  results: {
    thuong: { procedure: '1.001193' },
    muon: { procedure: '1.001193' },
    'ban-sao': { procedure: '1.001193' },
  },
})

/**
 * Services that know two communes, one procedure and three fields, so that a test of the engine
 * does not depend on what the knowledge base has learnt meanwhile. The texts are the real ones.
 */
export const plainServices: Services = {
  ask: (question) => {
    const known = /khai sinh|1\.001193/i.test(question)
    return known
      ? { outcome: 'answer', results: [{ id: '1.001193', title: 'Đăng ký khai sinh', score: 9 }] }
      : /kết hôn/i.test(question)
        ? {
            outcome: 'clarify',
            results: [
              { id: '1.001193', title: 'Kết hôn trong nước', score: 3 },
              { id: '1.004746', title: 'Đăng ký lại kết hôn', score: 3 },
            ],
          }
        : { outcome: 'decline', results: [] }
  },
  isOff: () => false,
  procedure: (code) =>
    code === '1.001193'
      ? {
          ...{
            code,
            title: 'Đăng ký khai sinh',
            level: ['commune'],
            audience: [],
            channels: [],
            cases: [],
          },
          ...{ law: [], related: [], alias: [], reviewed: true, doubts: [] },
          source: { name: 'mẫu', retrieved: '2026-07-01' },
        }
      : undefined,
  answer: ({ code, title }, part) => ({ text: `${title} (mã ${code})${part ? `: ${part}` : ''}` }),
  trees: () => [tree],
  tree: (id) => (id === tree.id ? tree : undefined),
  treeAbout: (code) => (tree.about.includes(code) ? tree : undefined),
  answerCase: (_, result) => ({ text: `Giấy tờ cho trường hợp ${result}` }),
  place: (text) => {
    const found = communes.filter(({ name }) =>
      text.toLowerCase().includes(name.slice(7).toLowerCase()),
    )
    const [commune] = found
    if (/chỗ cũ/i.test(text)) return { found: 'several', candidates: communes, split: true }
    return commune ? { found: 'one', commune } : { found: 'none' }
  },
  offices: {
    counter: () => ({ offices: [], anywhere: false, byCommune: false }),
    named: () => undefined,
    byId: () => undefined,
    opening: (_, day) => ({ day, sessions: [], next: { day, from: '07:30' } }),
    askedDay: () => undefined,
  },
  commune: (code) => communes.find((one) => one.code === code),
  classify: (text) => {
    const fields = fieldWords.filter(([word]) => word.test(text)).map(([, field]) => field)
    const base = {
      urgency: 'normal',
      alternatives: fields.slice(1),
      confidence: fields[0] ? 0.3 : 0,
    } as const
    const field = fields[0] ?? 'OTHER'
    if (/đang cháy/i.test(text))
      return { ...base, kind: 'emergency', field: 'FIRE', hotlines: ['114'] }
    if (/đòi tiền/i.test(text)) return { ...base, kind: 'denunciation', field: 'OFFICIAL' }
    if (/không đồng ý quyết định/i.test(text)) return { ...base, kind: 'complaint', field: 'LAND' }
    if (/quy định/i.test(text)) return { ...base, kind: 'proposal', field: 'TTHC', confidence: 0.8 }
    if (/cảm ơn chị/i.test(text))
      return { ...base, kind: 'praise', field: 'OFFICIAL', confidence: 0.8 }
    return { ...base, kind: fields[0] ? 'report' : 'other', field }
  },
  english: (text) =>
    /birth/i.test(text)
      ? { id: 'birth', words: ['birth'], say: 'Birth registration.', procedure: '1.001193' }
      : undefined,
  route: () => ({ mailbox: 'kt@ninhbinh.example', office: 'Phòng Kinh tế', line: 'light' }),
  due: ({ from }) => new Date(from.getTime() + 7 * 86_400_000),
  text: (key, words = {}) => {
    const text = texts[key]
    if (text === undefined) throw new Error(`texts.yaml: no text "${key}"`)
    return text.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? `⟨${word}⟩`)
  },
  fieldName: (field) =>
    ({ LIGHT: 'Chiếu sáng', WASTE: 'Rác thải', ROAD: 'Đường, cầu' })[field as string] ??
    'Việc khác',
  officeHours: (at) => ({ open: true, opensAt: at }),
  publicUrl: 'https://caunoi.example',
}
