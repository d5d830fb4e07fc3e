import type { JSX } from 'preact'
import { readable } from './text.tsx'
import { dayAndTime } from './words.ts'

/** One thing that happened to a ticket. */
export interface Step {
  at: Date
  /** What happened, in a few words. */
  what: string
  /** What was written on that occasion. */
  words?: string
}

/** A ticket's history, in the order given. Words are not linked: a citizen may have written them. */
export function Steps({ steps }: { steps: Step[] }): JSX.Element {
  if (steps.length === 0) return <p class="quiet">Chưa có diễn biến.</p>
  return (
    <ol class="steps">
      {steps.map(({ at, what, words }) => (
        <li>
          <time dateTime={at.toISOString()}>{dayAndTime(at)}</time>
          {what}
          {words && (
            <p class="words" dir="auto">
              {readable(words)}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
