import { checkCalendar } from './check-calendar.ts'
import { checkEnglish } from './check-english.ts'
import { checkOffices, officeIds } from './check-offices.ts'
import { checkProcedures } from './check-procedures.ts'
import { checkRouting } from './check-routing.ts'
import { checkTexts } from './check-texts.ts'
import { checkTrees } from './check-trees.ts'
import type { Fault } from './fault.ts'
import type { FoundFiles } from './files.ts'

/** What no schema sees: each file's own rules, and whether the files fit together. */
export function checkFiles(files: FoundFiles, today: string): Fault[] {
  const { province, units, offices, routing, calendar, texts, english, procedures, trees } = files
  return [
    ...checkProcedures(procedures ?? [], today),
    ...checkTrees(
      trees ?? [],
      (procedures ?? []).map(({ value }) => value),
      today,
    ),
    ...(calendar ? checkCalendar(calendar, today) : []),
    ...(texts && province ? checkTexts(texts, province.value.words) : []),
    ...(english && province
      ? checkEnglish(english, {
          codes: new Set((procedures ?? []).map(({ value }) => value.code)),
          words: province.value.words,
        })
      : []),
    ...(units && offices ? checkOffices(offices, units.value) : []),
    ...(units && offices && routing
      ? checkRouting({
          routing,
          patterns: offices.value.perCommune,
          officeIds: officeIds(offices.value, units.value),
          communes: units.value.communes,
        })
      : []),
  ]
}
