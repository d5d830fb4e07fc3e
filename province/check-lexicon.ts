import { join } from 'node:path'
import { BadInput } from '../border.ts'
import { readLexicon } from '../knowledge/lexicon.ts'
import type { Fault } from './fault.ts'

/** The tables of content/lexicon can be read; the first fault of the first bad table is told. */
export function checkLexicon(dir: string): Fault[] {
  try {
    readLexicon(join(dir, 'lexicon'))
    return []
  } catch (error) {
    if (error instanceof BadInput) return [toldBy(error)]
    const mend = 'chép lại thư mục lexicon từ nội dung mẫu'
    return [{ file: 'lexicon', key: '', problem: 'không đọc được một bảng từ', mend }]
  }
}

/** The reader names table and line in front: `names.tsv:12: …`. */
function toldBy({ message }: BadInput): Fault {
  const [, file = '', line, problem = message] = /^([\w-]+\.tsv):(\d+): (.*)$/s.exec(message) ?? []
  return {
    file: `lexicon/${file}`,
    ...(line && { line: Number(line) }),
    key: '',
    problem,
    mend: 'sửa dòng đó theo các dòng bên cạnh',
  }
}
