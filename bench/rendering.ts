import type { Capabilities, Reply } from '../adapters/channel.ts'
import { render } from '../adapters/render.ts'
import { messenger, zalo, zaloBot } from '../test/adapters/channels.ts'
import { type Part, perSecond, table } from './figures.ts'

/** What it costs to lower a reply to what each channel can show. */
export const rendering: Part = { name: 'rendering', measure }

const times = 50_000

const choices = ['Giấy tờ', 'Lệ phí', 'Thời hạn', 'Nơi nộp'].map((label) => ({
  label,
  payload: `procedure:1.001193:${label}`,
}))
const answer: Reply = {
  text: 'Đăng ký khai sinh\n- Nơi nộp: Ủy ban nhân dân xã, phường\n- Lệ phí: miễn phí\nMã thủ tục 1.001193.',
  choices,
  links: [
    { label: 'Xem nguồn', url: 'https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc.html' },
  ],
}
/** Longer than any channel takes at once. */
const long: Reply = { ...answer, text: `${answer.text} `.repeat(40) }

async function measure(): Promise<string> {
  const named: [string, Capabilities][] = [
    ['messenger', messenger().can],
    ['zalo', zalo().can],
    ['zalo-bot', zaloBot().can],
  ]
  const rows = named.flatMap(([name, can]) => [
    { what: `${name}: an answer with four choices and a link`, rate: rate(answer, can) },
    {
      what: `${name}: one of ${long.text.length.toLocaleString('en')} characters`,
      rate: rate(long, can, times / 20),
      note: `${render(long, can).length} messages`,
    },
  ])
  return table(rows, 'replies per second')
}

function rate(reply: Reply, can: Capabilities, count = times): number {
  for (let n = 0; n < count / 10; n += 1) render(reply, can)
  const begun = performance.now()
  for (let n = 0; n < count; n += 1) render(reply, can)
  return perSecond(count, performance.now() - begun)
}
