import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BadInput } from '../border.ts'
import { classifier } from '../desk/classify.ts'
import { featureReader } from '../desk/classify-features.ts'
import { parseWeights, printWeights, type Weights } from '../desk/classify-weights.ts'
import { digestOf, type Example, parseExamples } from '../desk/examples.ts'
import { learn } from '../desk/learn-classify.ts'
import type { Lexicon } from '../desk/lexicon.ts'
import type { ReadFile } from './content-file.ts'
import { type Fault, toldBy } from './fault.ts'

const weightsFile = 'classify-weights.tsv'
const relearn = 'chạy: cau-noi content learn'

/** What was learned from the examples of a content folder. */
export function readWeights(dir: string): ReadFile<Weights> {
  const fault = (path: readonly PropertyKey[], problem: string, mend: string): Fault => ({
    file: weightsFile,
    key: path.map(String).join('.'),
    problem,
    mend,
  })
  try {
    const value = parseWeights(readFileSync(join(dir, weightsFile), 'utf8'))
    return { file: { name: weightsFile, value, fault }, faults: [] }
  } catch (error) {
    const problem = error instanceof BadInput ? error.message : 'không đọc được tệp'
    return { faults: [fault([], problem, relearn)] }
  }
}

/** Every example can be read, and what was learned is of these examples and these phrases. */
export function checkExamples(dir: string, lexicon?: Lexicon, weights?: Weights): Fault[] {
  try {
    const examples = readExamples(dir)
    if (!lexicon || !weights || weights.learnedFrom === digestOf(examples, lexicon)) return []
  } catch (error) {
    if (error instanceof BadInput) return [toldBy(error, 'examples')]
    throw error
  }
  const problem = 'câu mẫu hoặc classify.yaml đã sửa sau lần học trước'
  return [{ file: weightsFile, key: '', problem, mend: relearn, warning: true }]
}

/** Learns a folder's examples anew and writes down what was learned. */
export function learnExamples(dir: string, lexicon: Lexicon): Learned {
  const examples = readExamples(dir)
  const learned = learn(examples, featureReader(lexicon))
  const printed = printWeights(digestOf(examples, lexicon), learned)
  writeFileSync(join(dir, weightsFile), printed)
  const classify = classifier(lexicon, parseWeights(printed))
  return {
    file: weightsFile,
    examples: examples.length,
    doubtful: examples.flatMap(({ text, kinds, fields }) => {
      const { kind, field } = classify(text)
      const right = kinds.includes(kind) && fields.includes(field)
      return right ? [] : [`${kinds.join('/')} ${fields.join('/')} → ${kind} ${field}: ${text}`]
    }),
  }
}

export interface Learned {
  file: string
  examples: number
  /** Examples that are still understood otherwise than they say: a slip in the label, or too few like them. */
  doubtful: string[]
}

const readExamples = (dir: string): Example[] => {
  const folder = join(dir, 'examples')
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const examples = names
    .filter((name) => name.endsWith('.tsv'))
    .flatMap((name) => parseExamples(name, readFileSync(join(folder, name), 'utf8')))
  if (examples.length > 0) return examples
  throw new BadInput('không có câu mẫu nào')
}
