import type { OfficerAction } from './move.ts'
import { plain } from './plain.ts'

/** What an officer's mail asks for. note: for colleagues only. unclear: might leak or lose something. */
export type Wanted =
  | { ok: true; action: OfficerAction | 'note'; text: string }
  | { ok: false; why: 'unclear-command' | 'unclear-note' }

/** The words that begin a first line, in the order they are tried; letters tell how they are explained. */
export const commandWords = {
  accept: 'Đang xử lý',
  'not-ours': 'Không thuộc thẩm quyền',
  'need-info': 'Cần thêm thông tin',
  done: 'Hoàn thành',
  note: 'Nội bộ',
} as const satisfies Partial<Record<OfficerAction | 'note', string>>

/**
 * The first line decides: "Cần thêm thông tin: …". Anything else is an answer for the citizen. Where
 * a mail could be meant for colleagues, it is unclear rather than sent.
 */
export function wantedIn(text: string): Wanted {
  const [first = '', ...rest] = text.split('\n')
  if (rest.some((line) => noteBegins.test(plain(line)))) return { ok: false, why: 'unclear-note' }
  const words = plain(first)
  for (const [name, command] of Object.entries(commandWords)) {
    // as: the keys of commandWords.
    const action = name as keyof typeof commandWords
    if (!words.startsWith(plain(command))) continue
    const after = afterCommand(first, command)
    if (after === undefined) {
      // "Đang xử lý sự cố, mai xong" is an answer; a note or a return without its colon may be none.
      if (action === 'note') return { ok: false, why: 'unclear-note' }
      if (action === 'not-ours') return { ok: false, why: 'unclear-command' }
      continue
    }
    const said = [after, ...rest].join('\n').trim()
    // Taken up, and words besides: for the citizen or not? We cannot know.
    if (action === 'accept' && said !== '') return { ok: false, why: 'unclear-command' }
    return { ok: true, action, text: said }
  }
  const answered = /^trả lời\s*:\s*/i.exec(text.normalize('NFC'))
  return { ok: true, action: 'answer', text: answered ? text.slice(answered[0].length) : text }
}

const noteBegins = /^\W*noi bo\s*[:.\-–]/

/** What follows the command in its line; undefined when the line goes on as a sentence. */
function afterCommand(line: string, command: string): string | undefined {
  const words = command.split(' ').length
  const said = line.trim().split(/\s+/)
  const last = said[words - 1] ?? ''
  const ending = /[:.,!;–-]+$/.exec(last)
  const rest = said.slice(words)
  if (rest.length === 0) return ''
  if (ending?.[0].startsWith(':') || ending?.[0].startsWith('.')) return rest.join(' ')
  return /^[:–-]/.test(rest[0] ?? '') ? rest.join(' ').replace(/^[:–-]+\s*/, '') : undefined
}
