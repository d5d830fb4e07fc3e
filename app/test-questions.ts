import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Content } from '../content.ts'
import { vnDay } from '../desk/calendar.ts'
import { answer } from '../knowledge/answer.ts'
import { asOf } from '../knowledge/as-of.ts'
import { buildKnowledge } from '../knowledge/ask.ts'
import type { Asked } from '../knowledge/asked.ts'
import { readLexicon } from '../knowledge/lexicon.ts'
import type { Fault } from '../province/fault.ts'

const file = 'questions.tsv'
const outcomes: Record<string, Asked['outcome']> = {
  'hỏi lại': 'clarify',
  'không trả lời': 'decline',
}

/**
 * The province's own test questions that its content does not answer as they say. Asked of the content
 * alone, so that an import cannot break them.
 */
export function brokenQuestions(dir: string, { procedures }: Content, now = new Date()): Fault[] {
  const path = join(dir, file)
  if (!existsSync(path)) return []
  const knowledge = buildKnowledge({ procedures, lexicon: readLexicon(join(dir, 'lexicon')) })

  /** What a row should get and does not. */
  function missed([question = '', wanted = '', part = '', words = '']: string[]): string {
    if (!question || !wanted) return 'dòng này thiếu câu hỏi hoặc mã thủ tục'
    const asked = knowledge.ask(question)
    const [best] = asked.results
    if (outcomes[wanted])
      return asked.outcome === outcomes[wanted]
        ? ''
        : `"${question}" phải ${wanted}, nay ${inWords(asked)}`
    const procedure = knowledge.procedure(wanted)
    if (!procedure) return `"${question}" hỏi thủ tục ${wanted}, nội dung không có mã này`
    if (asked.outcome !== 'answer' || best?.id !== wanted)
      return `"${question}" phải trả lời ${wanted}, nay ${inWords(asked)}`
    if (part && asked.part !== part)
      return `"${question}" hỏi phần ${part}, nay hiểu là ${asked.part ?? 'cả thủ tục'}`
    const { text } = answer(asOf(procedure, vnDay(now)), asked.part, now)
    return text.includes(words) ? '' : `câu trả lời cho "${question}" không còn chữ "${words}"`
  }

  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .flatMap((row, i) => {
      if (row.trim() === '' || row.startsWith('#')) return []
      const problem = missed(row.split('\t').map((cell) => cell.trim().normalize('NFC')))
      return problem ? [{ file, line: i + 1, key: '', problem, mend }] : []
    })
}

const inWords = ({ outcome, results: [best] }: Asked): string =>
  outcome === 'answer' && best
    ? `trả lời ${best.id} (${best.title})`
    : outcome === 'clarify'
      ? 'hỏi lại'
      : 'không trả lời'

const mend = 'xem lại phần vừa sửa; nếu câu trả lời mới mới là đúng thì sửa dòng này'
