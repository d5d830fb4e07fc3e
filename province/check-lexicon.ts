import { join } from 'node:path'
import { BadInput } from '../border.ts'
import { partNames } from '../knowledge/asked.ts'
import { type Lexicon, readLexicon } from '../knowledge/lexicon.ts'
import { type Fault, toldBy } from './fault.ts'

/** The tables of content/lexicon can be read; the first fault of the first bad table is told. */
export function checkLexicon(dir: string): Fault[] {
  try {
    return unknownParts(readLexicon(join(dir, 'lexicon')))
  } catch (error) {
    if (error instanceof BadInput) return [toldBy(error, 'lexicon')]
    const mend = 'chép lại thư mục lexicon từ nội dung mẫu'
    return [{ file: 'lexicon', key: '', problem: 'không đọc được một bảng từ', mend }]
  }
}

/** A part that no answer has would never be told. */
const unknownParts = ({ parts }: Lexicon): Fault[] =>
  parts.all
    .filter(({ means }) => !partNames.includes(means.part))
    .map(({ syllables, means }) => ({
      file: 'lexicon/parts.tsv',
      key: syllables.map(({ exact }) => exact).join(' '),
      problem: `không có phần "${means.part}"`,
      mend: `chép đúng một trong: ${partNames.join(', ')}`,
    }))
