import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { FinalError } from './border.ts'
import { Calendar, vnDay } from './desk/calendar.ts'
import { Deadlines } from './desk/deadline.ts'
import { type RoutingTable, routingTable } from './desk/routing.ts'
import { type Field, fields } from './desk/ticket.ts'
import type { Commune } from './knowledge/commune.ts'
import { Procedure } from './knowledge/procedure.ts'
import { checkCalendar } from './province/check-calendar.ts'
import { checkOffices, officeIds } from './province/check-offices.ts'
import { checkProcedures } from './province/check-procedures.ts'
import { checkRouting } from './province/check-routing.ts'
import { checkTexts } from './province/check-texts.ts'
import { type ContentFile, type ReadFile, readContentFile } from './province/content-file.ts'
import { type Fault, faultInWords } from './province/fault.ts'
import { type OfficeDetails, OfficesFile, officeDetails } from './province/offices.ts'
import { RoutingFile } from './province/routing-file.ts'
import { ProvinceSettings } from './province/settings.ts'
import { type TextOf, Texts, textOf } from './province/texts.ts'
import { communesOf, type FormerUnit, formerUnitsOf, Units } from './province/units.ts'

/** All that a province says, typed and checked. */
export interface Content {
  province: ProvinceSettings
  /** Without those the province has suspended. */
  procedures: Procedure[]
  communes: Commune[]
  formerUnits: FormerUnit[]
  /** By id: "so-xay-dung", "kt/14329". */
  offices: ReadonlyMap<string, OfficeDetails>
  routing: RoutingTable
  deadlines: Deadlines
  calendar: Calendar
  fields: Record<Field, string>
  text: TextOf
}

/** Everything wrong with a content folder, file by file. `at` decides what is due for review. */
export const checkContent = (dir: string, at = new Date()): Fault[] => read(dir, vnDay(at)).faults

/** A province's content. Throws one FinalError that lists every fault. */
export function loadContent(dir: string, at = new Date()): Content {
  const { files, faults } = read(dir, vnDay(at))
  const grave = faults.filter(({ warning }) => !warning)
  if (!files || grave.length > 0)
    throw new FinalError(
      [
        `content: ${dir} không dùng được:`,
        ...grave.map((fault) => `- ${faultInWords(fault)}`),
      ].join('\n'),
    )

  const { province, units, texts } = files
  const offices = officeDetails(files.offices.value, units.value)
  return {
    province: province.value,
    procedures: files.procedures
      .map(({ value }) => value)
      .filter(({ code }) => !province.value.suspended.includes(code)),
    communes: communesOf(units.value),
    formerUnits: formerUnitsOf(units.value),
    offices,
    routing: routingTable(offices, files.routing.value),
    deadlines: files.deadlines.value,
    calendar: files.calendar.value,
    fields: files.fields.value,
    text: textOf(texts.value, province.value.words),
  }
}

interface Files {
  province: ContentFile<ProvinceSettings>
  units: ContentFile<Units>
  offices: ContentFile<OfficesFile>
  routing: ContentFile<RoutingFile>
  deadlines: ContentFile<Deadlines>
  calendar: ContentFile<Calendar>
  fields: ContentFile<Record<Field, string>>
  texts: ContentFile<Texts>
  procedures: ContentFile<Procedure>[]
}

/** `files` is absent as long as one of them cannot be read. */
function read(dir: string, today: string): { files?: Files; faults: Fault[] } {
  const faults: Fault[] = []
  const keep = <T>({ file, faults: found }: ReadFile<T>) => {
    faults.push(...found)
    return file
  }
  const file = <T>(name: string, schema: z.ZodType<T>) => keep(readContentFile(dir, name, schema))

  const province = file('province.yaml', ProvinceSettings)
  const units = file('units.yaml', Units)
  const offices = file('offices.yaml', OfficesFile)
  const routing = file('routing.yaml', RoutingFile)
  const deadlines = file('deadlines.yaml', Deadlines)
  const calendar = file('calendar.yaml', Calendar)
  const names = file('fields.yaml', z.record(z.enum(fields), z.string()))
  const texts = file('texts.yaml', Texts)
  const procedures = procedureFiles(dir).flatMap((name) => file(name, Procedure) ?? [])

  faults.push(...checkProcedures(procedures, today))
  if (calendar) faults.push(...checkCalendar(calendar, today))
  if (texts && province) faults.push(...checkTexts(texts, province.value.words))
  if (units && offices) faults.push(...checkOffices(offices, units.value))
  if (units && offices && routing)
    faults.push(
      ...checkRouting({
        routing,
        patterns: offices.value.perCommune,
        officeIds: officeIds(offices.value, units.value),
        communes: units.value.communes,
      }),
    )

  if (!province || !units || !offices || !routing || !deadlines || !calendar || !names || !texts)
    return { faults }
  const files = { province, units, offices, routing, deadlines, calendar, fields: names, texts }
  return { files: { ...files, procedures }, faults }
}

function procedureFiles(dir: string): string[] {
  try {
    return readdirSync(join(dir, 'procedures'))
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => `procedures/${name}`)
  } catch {
    // A province may begin with imported records alone.
    return []
  }
}
