import type { JSX } from 'preact'

// Bidirectional controls can show a text in another order than it is read; the C0 rest shows nothing.
const unseen = /[\p{Cc}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2069}\u{feff}]/gu
const isBreak = (char: string): boolean => char === '\n' || char === '\t'

/** A text from outside with everything removed that a reader cannot see but a screen obeys. */
export const readable = (text: string): string =>
  text.replace(unseen, (char) => (isBreak(char) ? char : ''))

const schemes = ['http:', 'https:', 'tel:', 'mailto:']

/** The address if a browser may follow it, else undefined: never `javascript:` or `data:`. */
export function safeHref(url: string): string | undefined {
  if (/^\/(?![/\\])/.test(url)) return url
  return URL.canParse(url) && schemes.includes(new URL(url).protocol) ? url : undefined
}

/** A link that leaves the page where it stands: a conversation, or a frame in a portal. */
export function OutLink({ href, label }: { href: string; label: string }): JSX.Element {
  const phone = href.startsWith('tel:')
  return (
    <a href={href} {...(phone ? {} : { target: '_blank', rel: 'noopener noreferrer' })}>
      {label}
      {!phone && <span class="unseen"> (mở trang mới)</span>}
    </a>
  )
}

// A full stop or bracket after an address belongs to the sentence.
const address = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]»”])/

/** Words of ours or of an office, with web addresses made links. Not for what a citizen wrote. */
export function LinkedText({ text }: { text: string }): JSX.Element {
  const pieces = readable(text).split(address)
  return <>{pieces.map((piece, i) => (i % 2 ? <OutLink href={piece} label={piece} /> : piece))}</>
}
