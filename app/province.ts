import { join } from 'node:path'
import { type Content, loadContent } from '../content.ts'
import { officeHours } from '../desk/calendar.ts'
import { classifier } from '../desk/classify.ts'
import { due, termFor } from '../desk/deadline.ts'
import { route } from '../desk/routing.ts'
import type { Services } from '../flows/flow.ts'
import { answer } from '../knowledge/answer.ts'
import { buildKnowledge, type Knowledge } from '../knowledge/ask.ts'
import { caseAnswer } from '../knowledge/case-answer.ts'
import { englishNeed } from '../knowledge/english.ts'
import { readLexicon } from '../knowledge/lexicon.ts'
import { Procedure } from '../knowledge/procedure.ts'
import { type Imports, nothingImported } from '../store/imports.ts'
import { keptTables } from './kept-tables.ts'
import { placesOf } from './places.ts'

/** One province: its content, what was imported on top, and the services that flows ask. */
export interface Province {
  content(): Content
  services(): Services
  knowledge(): Knowledge
  close(): Promise<void>
}

interface ProvinceParts {
  contentDir: string
  publicUrl: string
  /** Absent: content alone, as before the first import. */
  imports?: Imports
  /** Where tables of imported procedures are kept between starts. */
  dataDir?: string
  fault(place: string, error: unknown): void
}

export async function openProvince(parts: ProvinceParts): Promise<Province> {
  const { contentDir, imports, publicUrl, dataDir, fault } = parts
  const content = loadContent(contentDir)
  const lexicon = readLexicon(join(contentDir, 'lexicon'))
  const classify = classifier(content.classify)
  let built = await build()

  async function build(): Promise<{ knowledge: Knowledge; services: Services }> {
    const { procedures: imported, units } = (await imports?.read()) ?? nothingImported
    const procedures = together(content, imported)
    // The province's own hundred are sooner built than read.
    const knowledge = buildKnowledge({
      procedures,
      lexicon,
      ...(dataDir &&
        imported.length > 0 && { tables: keptTables(procedures, lexicon, { dataDir, fault }) }),
    })
    const places = placesOf(content, units)
    return { knowledge, services: servicesOf({ content, knowledge, places, classify, publicUrl }) }
  }

  const stop = await imports?.listen?.(() => {
    build()
      .then((fresh) => {
        built = fresh
      })
      .catch((error) => fault('import', error))
  })

  return {
    content: () => content,
    services: () => built.services,
    knowledge: () => built.knowledge,
    close: async () => stop?.(),
  }
}

/** The province's own words stand before the national record of the same code; what it suspended is in neither. */
function together({ procedures: own, province }: Content, imported: unknown[]): Procedure[] {
  const codes = new Set([...own.map(({ code }) => code), ...province.suspended])
  const national = imported.flatMap((body) => {
    // An older release may have written what this one does not read; the import is run again then.
    const { success, data } = Procedure.safeParse(body)
    return success && !codes.has(data.code) ? [data] : []
  })
  return [...own, ...national]
}

interface ServiceParts {
  content: Content
  knowledge: Knowledge
  places: ReturnType<typeof placesOf>
  classify: Services['classify']
  publicUrl: string
}

function servicesOf({ content, knowledge, places, classify, publicUrl }: ServiceParts): Services {
  const { calendar, deadlines, routing, fields, text } = content
  const trees = new Map(content.trees.map((tree) => [tree.id, tree]))
  const offered = new Map(content.trees.flatMap((tree) => tree.about.map((code) => [code, tree])))
  const page = (code: string) => `${publicUrl}/thu-tuc/${code}`
  return {
    ask: knowledge.ask,
    procedure: knowledge.procedure,
    answer(procedure, part, now) {
      const { text, choices, links } = answer(procedure, part, now, {
        hours: content.province.words.hours,
        tree: offered.get(procedure.code)?.id,
        page: page(procedure.code),
      })
      return { text, choices, links }
    },
    trees: () => content.trees,
    tree: (id) => trees.get(id),
    treeAbout: (code) => offered.get(code),
    answerCase(tree, id, now) {
      const result = tree.results[id]
      const procedure = result && knowledge.procedure(result.procedure)
      if (!procedure) return undefined
      const titleOf = (code: string) => knowledge.procedure(code)?.title
      const printed = `${page(procedure.code)}?truong-hop=${tree.id}.${id}`
      return caseAnswer({ tree, result, procedure, page: printed, titleOf }, now)
    },
    place: places.find,
    commune: (code) => content.communes.find((commune) => commune.code === code),
    classify,
    english: (text) => englishNeed(text, content.english),
    route: ({ commune, ...matter }) => route(routing, { ...matter, commune: commune?.code }),
    due: ({ from, ...matter }) => due(calendar, termFor(deadlines, matter), from),
    text,
    fieldName: (field) => fields[field],
    officeHours: (at) => officeHours(calendar, at),
    publicUrl,
  }
}
