import { join } from 'node:path'
import { BadInput } from '../border.ts'
import { readLexicon } from '../knowledge/lexicon.ts'
import { type Fault, toldBy } from './fault.ts'

/** The tables of content/lexicon can be read; the first fault of the first bad table is told. */
export function checkLexicon(dir: string): Fault[] {
  try {
    readLexicon(join(dir, 'lexicon'))
    return []
  } catch (error) {
    if (error instanceof BadInput) return [toldBy(error, 'lexicon')]
    const mend = 'chép lại thư mục lexicon từ nội dung mẫu'
    return [{ file: 'lexicon', key: '', problem: 'không đọc được một bảng từ', mend }]
  }
}
