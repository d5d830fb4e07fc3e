import type { Commune } from './commune.ts'
import type { Procedure } from './procedure.ts'

/** An office as a citizen goes to it. */
export interface Office {
  /** "so-xay-dung", or "kt/14329" for a commune's own. */
  id: string
  name: string
  phone?: string
  address?: string
  /** When it is open, in words. */
  hours?: string
  /** What else is worth knowing before one goes. */
  note?: string
  /** A page that shows where it is. */
  map: string
}

/** Where a dossier is handed in. */
export interface Counter {
  /** Nearest first; none where only its own words say where, a school for example. */
  offices: Office[]
  /** Any one-stop centre of the province takes it (Decree 118/2025, article 8). */
  anywhere: boolean
  /** Which of the offices it is depends on the citizen's commune. */
  byCommune: boolean
  /** What such an office is like in most communes: its hours hold where no commune is known yet. */
  usual?: Office
}

/** One day at an office. */
export interface Opening {
  /** "2026-11-28" */
  day: string
  /** "07:30" to "11:30" and so on; none: closed. */
  sessions: (readonly [from: string, until: string])[]
  /** The holiday that shuts it, and whether that day off is only proposed yet. */
  holiday?: { name: string; proposed: boolean }
  /** The first day after it with work, and when that begins. */
  next: { day: string; from: string }
}

/** What can be asked of the province's offices. All pure. */
export interface Offices {
  /** Where a procedure is handed in, for somebody of this commune. */
  counter(procedure: Procedure, commune?: Commune): Counter
  /** The office that a text names, the commune's own before the province's; else `last`, else the commune's first. */
  named(text: string, commune?: Commune, last?: string): Office | undefined
  byId(id: string): Office | undefined
  /** Without an office the province's usual days. */
  opening(office: Office | undefined, day: string): Opening
  /** The day that a question is about, "thứ bảy", "tết", as 2026-11-28. */
  askedDay(text: string, now: Date): string | undefined
}
