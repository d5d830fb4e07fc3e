/** What came of one look at a platform: what was seen, or what is wrong and what to do. */
export interface Look {
  ok: boolean
  /** Plain words for an operator; never a token, never a citizen's words. */
  note: string
}
