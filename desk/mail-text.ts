import { compile, type FormatCallback } from 'html-to-text'
import { readAnew } from './charset.ts'
import type { Mail } from './parse-mail.ts'

/**
 * The words of a mail as lines, quotations marked with ">". HTML comes first: it knows where a
 * paragraph ends, while a plain part is often broken after 76 letters.
 */
export function textOf({ text, html }: Pick<Mail, 'text' | 'html'>): string {
  const fromHtml = html ? tidy(convert(readAnew(html))) : ''
  return fromHtml || tidy(readAnew(text ?? ''))
}

/** One Unicode form and one kind of line end; nothing invisible, no blank behind a line. */
const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000\t]/g, ' ')
    .replace(/ +$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/** The wrapper of a quotation whose program does not use blockquote, as such programs mark it. */
const quoted: FormatCallback = (element, walk, builder, options) => {
  builder.openBlock({ leadingLineBreaks: options.leadingLineBreaks || 1, reservedLineLength: 2 })
  walk(element.children, builder)
  builder.closeBlock({
    trailingLineBreaks: options.trailingLineBreaks || 1,
    blockTransform: (inner: string) => inner.replace(/^/gm, '> '),
  })
}

const line = { format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } }

const convert = compile({
  wordwrap: false,
  formatters: { quoted },
  limits: { maxInputLength: 2_000_000, maxDepth: 500 },
  selectors: [
    { selector: 'blockquote', format: 'quoted' },
    // Outlook sets every line as a paragraph without space around it.
    { selector: 'p.MsoNormal', ...line },
    { selector: 'p.MsoPlainText', ...line },
    { selector: 'div', ...line },
    { selector: 'img', format: 'skip' },
    {
      selector: 'a',
      options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'], noAnchorUrl: true },
    },
    { selector: 'ul', options: { itemPrefix: '- ', leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'ol', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false, leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'tr', ...line },
    { selector: 'hr', options: { length: 20, leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'title', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'script', format: 'skip' },
  ],
})
