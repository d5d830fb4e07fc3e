/**
 * A procedure as its page shows it. The knowledge base's own type fits: it is written out here only
 * because the server does not know the knowledge base.
 */
export interface ProcedureView {
  code: string
  title: string
  decision?: string | undefined
  audience: string[]
  channels: ChannelView[]
  cases: { name?: string | undefined; papers: PaperView[] }[]
  steps?: string | undefined
  agency?: string | undefined
  place?: string | undefined
  result?: string | undefined
  conditions?: string | undefined
  law: { number?: string | undefined; title: string }[]
  source: { name: string; url?: string | undefined; retrieved: string }
  validFrom?: string | undefined
  validTo?: string | undefined
  reviewed: boolean
  /** Fields whose value is in doubt: never stated as fact. */
  doubts: { field: string }[]
}

export interface ChannelView {
  way: 'in-person' | 'online' | 'post'
  time?: { n: number; unit: 'wd' | 'cd' | 'wh' } | undefined
  timeText?: string | undefined
  fee?:
    | { amount?: number | undefined; free?: true | undefined; text?: string | undefined }
    | undefined
  note?: string | undefined
  caseName?: string | undefined
}

export interface PaperView {
  name: string
  form?: string | undefined
  original?: number | undefined
  copies?: number | undefined
  note?: string | undefined
}

/** One's own case, at the end of a tree's questions. */
export interface CaseView {
  title: string
  says?: string | undefined
}

export interface Procedures {
  /** `wanted` names a case, "khai-sinh.nhan-con": then only its papers, times and fees. */
  procedure(code: string, wanted?: string): (ProcedureView & { own?: CaseView }) | undefined
}
