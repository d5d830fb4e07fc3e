import { z } from 'zod'
import { FinalError } from '../border.ts'
import { defineJob } from '../store/job.ts'
import { unansweredIn } from '../store/unanswered.ts'
import { vnDate } from './calendar.ts'
import type { Desk } from './desk.ts'
import { type Group, groupQuestions } from './group-questions.ts'
import { heading, type LetterBlock, list, note, renderBlocks } from './letter-body.ts'
import { type Letter, messageId } from './letters.ts'

const Payload = z.object({ from: z.iso.datetime(), to: z.iso.datetime() })

/** More in a week is a flood, which a sample tells as well. */
const mostQuestions = 2_000
const mostGroups = 20

/** Once a week, to whoever owns the content: what nobody could answer, and what is due for review. */
export const contentLetter = defineJob({
  name: 'content-letter',
  attempts: 14,
  payload: Payload,

  async run({ from, to }, desk: Desk) {
    const period = { from: new Date(from), to: new Date(to) }
    const questions = await unansweredIn(desk.db, { ...period, most: mostQuestions })
    const open = questions.filter((question) => !desk.content.gap(question).answered)
    const due = desk.content.due(desk.now())
    if (questions.length === 0 && due.length === 0) return
    const closed = questions.length - open.length
    const blocks = [
      heading(`Nội dung cần bổ sung, tuần ${vnDate(period.from)} – ${vnDate(period.to)}`),
      ...gaps(groupQuestions(open), closed, desk),
      ...reviews(due),
      note(
        'Cách sửa: sổ tay biên tập nội dung (docs/bien-tap-noi-dung.md). Thư không có dữ liệu cá nhân.',
      ),
    ]
    const sent = await desk.mailer.send(letterOf(blocks, period.to, desk))
    if (sent.ok) return
    if (sent.verdict === 'retry')
      throw new Error(`content-letter: the mail server said ${sent.code}`)
    const { owner } = desk.content
    await desk.alarm(
      `mailbox-refused:${owner}`,
      `${owner} refuses mail; correct it in offices.yaml`,
    )
    throw new FinalError(`content-letter: ${owner} refuses mail (${sent.code})`)
  },
})

function gaps(groups: Group[], closed: number, { content }: Desk): LetterBlock[] {
  if (groups.length === 0 && closed === 0)
    return [note('Tuần qua không có câu hỏi nào chưa trả lời được.')]
  const shown = groups.slice(0, mostGroups).map(({ sample, count }) => {
    const { nearest, office } = content.gap(sample)
    const near = nearest ? `; gần nhất: ${nearest}` : ''
    return `${count} lần: "${sample}" (${office}${near})`
  })
  const rest = groups.slice(mostGroups).reduce((sum, { count }) => sum + count, 0)
  return [
    note('Người dân hỏi mà trợ lý chưa trả lời được, hỏi nhiều đứng trước:'),
    list(shown),
    ...(rest > 0 ? [note(`Và ${rest} câu lẻ khác.`)] : []),
    ...(closed > 0 ? [note(`${closed} câu trong tuần nay đã có câu trả lời.`)] : []),
  ]
}

const reviews = (due: ReturnType<Desk['content']['due']>): LetterBlock[] =>
  due.length === 0
    ? []
    : [
        note('Nội dung cần rà soát:'),
        list(due.map(({ code, title, why }) => `${code} ${title}: ${why}`)),
      ]

function letterOf(blocks: LetterBlock[], to: Date, { content, mailer }: Desk): Letter {
  const { owner } = content
  // The same week to the same owner is the same letter, however often the job runs.
  return {
    to: owner,
    subject: `[Nội dung trợ lý] Câu hỏi chưa trả lời được, tuần đến ${vnDate(to)}`,
    ...renderBlocks(blocks),
    messageId: messageId('content', owner, `week:${to.toISOString()}`, mailer.from),
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}
