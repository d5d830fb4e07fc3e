import type { BadInput } from '../border.ts'

/** Something in a province's content that is wrong (or, as a warning, looks wrong), and how to mend it. */
export interface Fault {
  file: string
  line?: number
  /** Where in the file, by its keys: `channels.0.fee.amount`. */
  key: string
  problem: string
  mend: string
  /** Worth a look, but the content can be used. */
  warning?: true
}

/** `routing.yaml:14 (lines.3.to): …` */
export const faultInWords = ({ file, line, key, problem, mend }: Fault): string =>
  `${file}${line ? `:${line}` : ''}${key ? ` (${key})` : ''}: ${problem} → ${mend}`

/** The reader of a table names it and the line in front: `names.tsv:12: …`. */
export function toldBy({ message }: BadInput, folder: string): Fault {
  const [, file = '', line, problem = message] = /^([\w-]+\.tsv):(\d+): (.*)$/s.exec(message) ?? []
  return {
    file: `${folder}/${file}`,
    ...(line && { line: Number(line) }),
    key: '',
    problem,
    mend: 'sửa dòng đó theo các dòng bên cạnh',
  }
}
