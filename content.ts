import { FinalError } from './border.ts'
import { type Calendar, vnDay } from './desk/calendar.ts'
import type { Weights } from './desk/classify-weights.ts'
import type { Deadlines } from './desk/deadline.ts'
import type { Lexicon } from './desk/lexicon.ts'
import { type RoutingTable, routingTable } from './desk/routing.ts'
import type { Field } from './desk/ticket.ts'
import type { Commune } from './knowledge/commune.ts'
import type { EnglishNeed } from './knowledge/english.ts'
import type { Procedure } from './knowledge/procedure.ts'
import type { Tree } from './knowledge/tree.ts'
import { checkFiles } from './province/check-files.ts'
import { checkLexicon } from './province/check-lexicon.ts'
import { checkExamples, type Learned, learnExamples } from './province/content-examples.ts'
import { type Fault, faultInWords } from './province/fault.ts'
import { type FoundFiles, isWhole, readFiles } from './province/files.ts'
import type { Messaging } from './province/messaging.ts'
import { type CounterRule, type OfficeDetails, officeDetails } from './province/offices.ts'
import type { Provinces } from './province/provinces.ts'
import type { ProvinceSettings } from './province/settings.ts'
import { filled, type TextOf, textOf } from './province/texts.ts'
import { communesOf, type FormerUnit, formerUnitsOf } from './province/units.ts'

/** All that a province says, typed and checked. */
export interface Content {
  province: ProvinceSettings
  /** All of the country, ours among them. */
  provinces: Provinces['provinces']
  procedures: Procedure[]
  /** Short questions that lead to a procedure and the papers for one's own case. */
  trees: Tree[]
  communes: Commune[]
  formerUnits: FormerUnit[]
  /** By id: "so-xay-dung", "kt/14329". */
  offices: ReadonlyMap<string, OfficeDetails>
  /** Where procedures are handed in, the first rule that fits. */
  counters: CounterRule[]
  routing: RoutingTable
  deadlines: Deadlines
  calendar: Calendar
  fields: Record<Field, string>
  /** The words by which a submission is understood. */
  classify: Lexicon
  /** What was learned from examples of submissions. */
  weights: Weights
  text: TextOf
  /** Short answers to those who write English. */
  english: EnglishNeed[]
  /** When and how often the platforms let us write. */
  messaging: Messaging
}

/** Everything wrong with a content folder, file by file. `at` decides what is due for review. */
export const checkContent = (dir: string, at = new Date()): Fault[] => inspect(dir, at).faults

/** A province's content. Throws one FinalError that lists every fault. */
export function loadContent(dir: string, at = new Date()): Content {
  const { files, faults } = inspect(dir, at)
  const grave = faults.filter(({ warning }) => !warning)
  if (!isWhole(files) || grave.length > 0) {
    const list = grave.map((fault) => `- ${faultInWords(fault)}`)
    throw new FinalError([`Nội dung ở ${dir} không dùng được:`, ...list].join('\n'))
  }

  const { province, provinces, units, texts } = files
  const { words } = province.value
  const offices = officeDetails(files.offices.value, units.value)
  return {
    province: province.value,
    provinces: provinces.value.provinces,
    procedures: files.procedures.map(({ value }) => value),
    trees: files.trees.map(({ value }) => value),
    communes: communesOf(units.value),
    formerUnits: formerUnitsOf(units.value),
    offices,
    counters: files.offices.value.counters,
    routing: routingTable(offices, files.routing.value),
    deadlines: files.deadlines.value,
    calendar: files.calendar.value,
    fields: files.fields.value,
    classify: files.classify.value,
    weights: files.weights.value,
    text: textOf(texts.value, words),
    english: files.english.value.map((need) => ({
      ...need,
      say: filled(need.say, words, `english.yaml: ${need.id}`),
    })),
    messaging: files.messaging.value,
  }
}

/** Learns how to understand a submission from the examples of a content folder, and keeps it there. */
export function learnContent(dir: string): Learned {
  const { files, faults } = readFiles(dir)
  if (files.classify) return learnExamples(dir, files.classify.value)
  const list = faults.filter(({ file }) => file === 'classify.yaml').map(faultInWords)
  throw new FinalError(list.join('\n'))
}

function inspect(dir: string, at: Date): { files: FoundFiles; faults: Fault[] } {
  const { files, faults } = readFiles(dir)
  return {
    files,
    faults: [
      ...faults,
      ...checkFiles(files, vnDay(at)),
      ...checkLexicon(dir),
      ...checkExamples(dir, files.classify?.value, files.weights?.value),
    ],
  }
}
