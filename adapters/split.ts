const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/** Boundaries by how well they part two messages: a paragraph, a line, a sentence, a syllable. */
const boundaries = [/\n{2,}/g, /\n/g, /[.!?…;:][)"”’]*\s+/g, /\s+/g]

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units, the last of at most `lastLimit`;
 * joined they are the text again. Never inside a syllable that fits, never inside a letter or an emoji.
 */
export function split(text: string, limit: number, lastLimit = limit): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > lastLimit) {
    const isLong = rest.length > limit
    // A long text is filled up; a text that only its buttons make too long gives away its end.
    const [from, to] = isLong
      ? [Math.ceil(limit / 2), limit]
      : [rest.length - lastLimit, rest.length - 1]
    const at = cutBetween(rest, Math.max(1, from), to)
    pieces.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest)
  return pieces
}

/** The best place to cut between `from` and `to`; before `from` only where a longer syllable begins. */
function cutBetween(text: string, from: number, to: number): number {
  const window = text.slice(0, to)
  // Two units more: the letter that begins at `to` decides whether a cut there is clean.
  const letters = graphemes.segment(text.slice(0, to + 2))
  const lastEndOf = (boundary: RegExp, earliest: number) =>
    [...window.matchAll(boundary)]
      .map((found) => found.index + found[0].length)
      // A space may carry a combining mark and so be half of a letter.
      .findLast((end) => end >= earliest && letters.containing(end)?.index === end)

  for (const boundary of boundaries) {
    const at = lastEndOf(boundary, from)
    if (at !== undefined) return at
  }
  const space = lastEndOf(/\s+/g, 1)
  if (space !== undefined) return space

  const letter = letters.containing(to)?.index ?? to
  if (letter > 0) return letter
  // One "letter" longer than a message (a stack of marks): at least no pair is torn.
  return isLowSurrogate(text.charCodeAt(to)) ? Math.max(1, to - 1) : to
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff
