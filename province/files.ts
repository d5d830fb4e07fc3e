import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Calendar } from '../desk/calendar.ts'
import type { Weights } from '../desk/classify-weights.ts'
import { Deadlines } from '../desk/deadline.ts'
import { Lexicon } from '../desk/lexicon.ts'
import { type Field, fields } from '../desk/ticket.ts'
import { EnglishNeed } from '../knowledge/english.ts'
import { Procedure } from '../knowledge/procedure.ts'
import { Tree } from '../knowledge/tree.ts'
import { root } from '../root.ts'
import { readWeights } from './content-examples.ts'
import { type ContentFile, type ReadFile, readContentFile } from './content-file.ts'
import type { Fault } from './fault.ts'
import { Messaging } from './messaging.ts'
import { OfficesFile } from './offices.ts'
import { Provinces } from './provinces.ts'
import { RoutingFile } from './routing-file.ts'
import { ProvinceSettings } from './settings.ts'
import { Texts } from './texts.ts'
import { Units } from './units.ts'

/** The files of a content folder, each by its schema. */
export interface Files {
  province: ContentFile<ProvinceSettings>
  provinces: ContentFile<Provinces>
  units: ContentFile<Units>
  offices: ContentFile<OfficesFile>
  routing: ContentFile<RoutingFile>
  deadlines: ContentFile<Deadlines>
  calendar: ContentFile<Calendar>
  fields: ContentFile<Record<Field, string>>
  classify: ContentFile<Lexicon>
  weights: ContentFile<Weights>
  texts: ContentFile<Texts>
  english: ContentFile<EnglishNeed[]>
  messaging: ContentFile<Messaging>
  procedures: ContentFile<Procedure>[]
  trees: ContentFile<Tree>[]
}

/** What could be read; a file with a fault of its own is left out. */
export type FoundFiles = { [Name in keyof Files]: Files[Name] | undefined }

export function readFiles(dir: string): { files: FoundFiles; faults: Fault[] } {
  const faults: Fault[] = []
  const keep = <T>({ file, faults: found }: ReadFile<T>) => {
    faults.push(...found)
    return file
  }
  const read = <T>(name: string, schema: z.ZodType<T>) => keep(readContentFile(dir, name, schema))

  const readAll = <T>(folder: string, schema: z.ZodType<T>): ContentFile<T>[] =>
    namesIn(dir, folder).flatMap((name) => {
      if (name.endsWith('.yaml')) return read(`${folder}/${name}`, schema) ?? []
      faults.push(stray(`${folder}/${name}`))
      return []
    })

  const files: FoundFiles = {
    province: read('province.yaml', ProvinceSettings),
    provinces: read('provinces.yaml', Provinces),
    units: read('units.yaml', Units),
    offices: read('offices.yaml', OfficesFile),
    routing: read('routing.yaml', RoutingFile),
    deadlines: read('deadlines.yaml', Deadlines),
    calendar: read('calendar.yaml', Calendar),
    fields: read('fields.yaml', z.record(z.enum(fields), z.string())),
    classify: read('classify.yaml', Lexicon),
    weights: keep(readWeights(dir)),
    texts: read('texts.yaml', Texts),
    english: existsSync(join(dir, 'english.yaml'))
      ? read('english.yaml', z.array(EnglishNeed))
      : noEnglish,
    // The platforms' rules are everybody's: a folder without its own gets the bundled ones.
    messaging: keep(
      readContentFile(
        existsSync(join(dir, 'messaging.yaml')) ? dir : join(root, 'content'),
        'messaging.yaml',
        Messaging,
      ),
    ),
    procedures: readAll('procedures', Procedure),
    trees: readAll('trees', Tree),
  }
  return { files, faults }
}

export const isWhole = (files: FoundFiles): files is Files =>
  Object.values(files).every((file) => file !== undefined)

function namesIn(dir: string, folder: string): string[] {
  try {
    return readdirSync(join(dir, folder)).sort()
  } catch {
    // A province may begin with imported records alone, and without any tree.
    return []
  }
}

/** A province may do without: then whoever writes English gets two lines and the telephone. */
const noEnglish: ContentFile<EnglishNeed[]> = {
  name: 'english.yaml',
  value: [],
  fault: (path, problem, mend) => ({
    file: 'english.yaml',
    key: path.map(String).join('.'),
    problem,
    mend,
  }),
}

/** What an editor saved under another ending would be missed without a word. */
const stray = (file: string): Fault => ({
  file,
  key: '',
  problem: 'tệp này không được đọc',
  mend: 'đổi đuôi thành .yaml, hoặc chuyển đi nơi khác',
  warning: true,
})
