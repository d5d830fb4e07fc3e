import type { Commune } from './commune.ts'

/** Which present-day unit an old or new place name means. */
export type PlaceFound =
  | {
      found: 'one'
      commune: Commune /** The old name it was given by, when it has changed. */
      formerly?: string
    }
  | {
      found: 'several'
      candidates: Commune[] /** True: one old commune that was split, so ask for the street or hamlet. */
      split: boolean
    }
  | { found: 'none' }
