import type { Classified } from '../desk/ticket.ts'
import type { AnyFlow } from '../flows/flow.ts'
import type { GuidedKind } from '../flows/guided.ts'
import type { Asked } from '../knowledge/asked.ts'
import type { GlobalCommand } from './command-words.ts'

/** What a message asks of us: a closed set. `rule` names the reader, so that every wrong one has a rule to blame. */
export type Command = { rule: string } & (
  | { do: 'guide'; kind: GuidedKind; classified: Classified }
  | { do: 'global'; command: GlobalCommand }
  | { do: 'press'; payload: string }
  /** The open question's own reader takes it. */
  | { do: 'answer' }
  /** An answered question is answered anew, one ahead of its turn, or an answer grows by more words. */
  | { do: 'set'; step: string; value: unknown; how: 'corrected' | 'ahead' | 'more' }
  /** An answer is to be changed; without `step` it is asked which. */
  | { do: 'edit'; step?: string }
  /** `bare`: the words only name the flow, they answer nothing. */
  | { do: 'open'; flow: AnyFlow; bare?: true }
  | { do: 'ask'; question: string; asked: Asked }
  /** `instead`: it was asked, but nothing that we know answers it. */
  | { do: 'offer-report'; text: string; instead?: true }
  | { do: 'ticket'; code: string }
  /**
   * A text of the province that answers this wish: where dossiers are looked up, when leaders receive.
   * `wish`: the words that a report would begin with.
   */
  | { do: 'tell'; text: 'dossier' | 'reception' | 'minor' | 'emergency.called'; wish?: string }
  /** More is asked, or a place is named, after a guidance. */
  | { do: 'guide-again'; kind: GuidedKind; place?: true }
  /** Where an office is, its telephone, whether it is open. */
  | { do: 'office' }
  /** Says where and not what. */
  | { do: 'where' }
  /** Our last answer missed what was asked. */
  | { do: 'not-that' }
  | { do: 'my-data' }
  | { do: 'files' }
  | { do: 'abuse' }
  | { do: 'foreign' }
  /** A yes or no to nothing. */
  | { do: 'nod' }
  | { do: 'unclear' }
)
