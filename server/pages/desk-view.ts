import type { TicketKind, TicketState } from '../../desk/ticket.ts'
import type { ServedFile } from './send-file.ts'
import type { SentFile } from './sent-files.tsx'
import type { Step } from './steps.tsx'

export const deskActions = ['accept', 'answer', 'need-info', 'done', 'not-ours'] as const
export type DeskAction = (typeof deskActions)[number]

/** What the officer behind a signed link sees. */
export interface DeskView {
  code: string
  kind: TicketKind
  /** The field in words. */
  field: string
  urgent: boolean
  state: TicketState
  office: string
  content: string
  place: string
  /** How to reach the citizen, as far as this office may know it. */
  contact?: string
  files?: SentFile[]
  receivedAt: Date
  dueAt: Date
  /** Last first. */
  steps: Step[]
  /** What may be done now. */
  actions: DeskAction[]
  /** Changes with every move; comes back with the form. */
  version: string
}

export interface Desk {
  open(token: string): Promise<DeskView | 'expired' | 'unknown'>
  /** One file of this ticket; undefined too when the link has ended. */
  file(token: string, id: string): Promise<(ServedFile & { name: string }) | undefined>
  /** Acts at most once for the same press; a repeated one is `done` as well. */
  act(
    token: string,
    press: { action: DeskAction; text: string; version?: string },
  ): Promise<{ done: true; message: string } | { done: false; problem: string }>
}
