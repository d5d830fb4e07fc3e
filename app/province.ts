import { join } from 'node:path'
import { FinalError } from '../border.ts'
import { type Content, loadContent } from '../content.ts'
import { officeHours, vnDay } from '../desk/calendar.ts'
import { classifier } from '../desk/classify.ts'
import { due, termFor } from '../desk/deadline.ts'
import { route } from '../desk/routing.ts'
import type { Services } from '../flows/flow.ts'
import { answer } from '../knowledge/answer.ts'
import { asOf } from '../knowledge/as-of.ts'
import { buildKnowledge, type Knowledge } from '../knowledge/ask.ts'
import { caseAnswer } from '../knowledge/case-answer.ts'
import { withoutPending } from '../knowledge/changes.ts'
import { englishNeed } from '../knowledge/english.ts'
import { readLexicon } from '../knowledge/lexicon.ts'
import { Procedure } from '../knowledge/procedure.ts'
import { faultInWords } from '../province/fault.ts'
import { type Imports, nothingImported } from '../store/imports.ts'
import type { Switch } from '../store/switches.ts'
import { fingerprint } from './content-watch.ts'
import { every } from './every.ts'
import { keptTables } from './kept-tables.ts'
import { officesOf } from './offices.ts'
import { placesOf } from './places.ts'
import { brokenQuestions } from './test-questions.ts'

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
  /** Calls a person, and takes the call back once the cause is gone. */
  alarm?(key: string, reason: string): void
  cleared?(key: string): void
  /** How often changed files and switches are looked for; absent: never, for a command that ends at once. */
  lookEveryMs?: number
}

export async function openProvince(parts: ProvinceParts): Promise<Province> {
  const { contentDir, imports, publicUrl, dataDir, fault, alarm, cleared, lookEveryMs } = parts
  let taken = fingerprint(contentDir)
  let seen = taken
  let refused: string | undefined
  let read = readContent()
  let switches: readonly Switch[] = []
  let built = await build()

  function readContent() {
    const content = loadContent(contentDir)
    const lexicon = readLexicon(join(contentDir, 'lexicon'))
    return { content, lexicon, classify: classifier(content.classify, content.weights) }
  }

  async function build({ content, lexicon, classify } = read): Promise<Built> {
    const { procedures: imported, units, off = [] } = (await imports?.read()) ?? nothingImported
    switches = off
    const procedures = together(content, imported)
    // The province's own hundred are sooner built than read.
    const knowledge = buildKnowledge({
      procedures,
      lexicon,
      ...(dataDir &&
        imported.length > 0 && { tables: keptTables(procedures, lexicon, { dataDir, fault }) }),
    })
    const places = placesOf(content, units)
    const isOff = offBy(() => switches, content.province.suspended, knowledge.procedure)
    const services = servicesOf({ content, knowledge, places, classify, publicUrl, isOff })
    return { knowledge, services }
  }

  /** What a clerk has saved: taken once it has come to rest and is without a fault; else the old goes on. */
  async function takeContent(): Promise<void> {
    const now = fingerprint(contentDir)
    const rests = now === seen
    seen = now
    if (now === taken || now === refused || !rests) return
    try {
      const fresh = readContent()
      const [broken] = brokenQuestions(contentDir, fresh.content)
      if (broken) throw new FinalError(faultInWords(broken))
      built = await build(fresh)
      read = fresh
      taken = now
      if (refused !== undefined) cleared?.('content')
      refused = undefined
    } catch (error) {
      refused = now
      fault('content', error)
      alarm?.(
        'content',
        'a change of the content was not taken, the old one goes on; run: cau-noi content check',
      )
    }
  }

  const stop = await imports?.listen?.(() => {
    build()
      .then((fresh) => {
        built = fresh
      })
      .catch((error) => fault('import', error))
  })
  const looking =
    lookEveryMs === undefined
      ? undefined
      : every(
          lookEveryMs,
          async () => {
            switches = (await imports?.off?.()) ?? switches
            await takeContent()
          },
          (error) => fault('content', error),
        )

  return {
    content: () => read.content,
    services: () => built.services,
    knowledge: () => built.knowledge,
    async close() {
      await looking?.close()
      await stop?.()
    },
  }
}

interface Built {
  knowledge: Knowledge
  services: Services
}

/** Is a subject out of the talk: a code, the field of that procedure, or a channel? */
function offBy(
  switches: () => readonly Switch[],
  suspended: readonly string[],
  procedure: Knowledge['procedure'],
): (subject: string) => boolean {
  return (subject) => {
    const field = procedure(subject)?.field
    return (
      suspended.includes(subject) ||
      switches().some((each) => each.subject === subject || each.subject === `field:${field}`)
    )
  }
}

/** The province's own words stand before the national record of the same code. */
function together({ procedures: own }: Content, imported: unknown[]): Procedure[] {
  const codes = new Set(own.map(({ code }) => code))
  const national = imported.flatMap((body) => {
    // An older release may have written what this one does not read; the import is run again then.
    const { success, data } = Procedure.safeParse(body)
    return success && !codes.has(data.code) ? [withoutPending(data)] : []
  })
  return [...own, ...national]
}

interface ServiceParts {
  content: Content
  knowledge: Knowledge
  places: ReturnType<typeof placesOf>
  classify: Services['classify']
  publicUrl: string
  isOff(subject: string): boolean
}

function servicesOf({
  content,
  knowledge,
  places,
  classify,
  publicUrl,
  isOff,
}: ServiceParts): Services {
  const { calendar, deadlines, routing, fields, text } = content
  const trees = new Map(content.trees.map((tree) => [tree.id, tree]))
  const offered = new Map(content.trees.flatMap((tree) => tree.about.map((code) => [code, tree])))
  const offices = officesOf(content)
  const [somewhere] = content.communes
  const page = (code: string) => `${publicUrl}/thu-tuc/${code}`
  return {
    ask: knowledge.ask,
    procedure: knowledge.procedure,
    isOff,
    answer(procedure, part, now) {
      const { text, choices, links } = answer(asOf(procedure, vnDay(now)), part, now, {
        hours:
          offices.counter(procedure, somewhere).offices[0]?.hours ?? content.province.words.hours,
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
      if (!procedure || isOff(procedure.code)) return undefined
      const titleOf = (code: string) => knowledge.procedure(code)?.title
      const printed = `${page(procedure.code)}?truong-hop=${tree.id}.${id}`
      const own = asOf(procedure, vnDay(now))
      return caseAnswer({ tree, result, procedure: own, page: printed, titleOf }, now)
    },
    place: places.find,
    offices,
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
