/**
 * A function of a text that knows its last answers: within one turn the same words are read by many.
 * Few are kept, since they are what citizens wrote.
 */
export function remembered<Result>(read: (text: string) => Result, most = 32) {
  const known = new Map<string, Result>()
  return (text: string): Result => {
    const before = known.get(text)
    if (before !== undefined || known.has(text)) return before as Result // as: what is there was put there below.
    const result = read(text)
    if (known.size >= most) known.clear()
    known.set(text, result)
    return result
  }
}
