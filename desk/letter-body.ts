/** A letter's body as values, written twice: as plain text and as HTML. */
export type LetterBlock =
  | { type: 'heading' | 'note' | 'quote'; text: string }
  | { type: 'rows'; rows: readonly (readonly [string, string])[] }
  | { type: 'list'; items: readonly string[] }
  | { type: 'link'; label: string; url: string }

export const heading = (text: string): LetterBlock => ({ type: 'heading', text })
export const note = (text: string): LetterBlock => ({ type: 'note', text })
/** Words of a citizen or an officer, set apart from ours. */
export const quote = (text: string): LetterBlock => ({ type: 'quote', text })
export const list = (items: readonly string[]): LetterBlock => ({ type: 'list', items })
export const rows = (rows: readonly (readonly [string, string])[]): LetterBlock => ({
  type: 'rows',
  rows,
})

export const renderBlocks = (blocks: readonly LetterBlock[]): { text: string; html: string } => ({
  text: `${blocks.map(asText).join('\n\n')}\n`,
  html:
    '<!doctype html><html lang="vi"><meta charset="utf-8">' +
    '<body style="font:16px/1.5 sans-serif;color:#1b1b1b;max-width:40em">' +
    `${blocks.map(asHtml).join('\n')}</body></html>`,
})

function asText(block: LetterBlock): string {
  switch (block.type) {
    case 'heading':
      return block.text.toUpperCase()
    case 'note':
      return block.text
    case 'quote':
      return block.text.replace(/^/gm, '> ')
    case 'rows':
      return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n')
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n')
    case 'link':
      return `${block.label}:\n${block.url}`
  }
}

function asHtml(block: LetterBlock): string {
  switch (block.type) {
    case 'heading':
      return `<h1 style="font-size:1.25em">${escaped(block.text)}</h1>`
    case 'note':
      return `<p>${escaped(block.text)}</p>`
    case 'quote':
      return (
        '<blockquote style="margin:0;padding:.5em 1em;border-left:4px solid #0b5cad;white-space:pre-wrap">' +
        `${escaped(block.text)}</blockquote>`
      )
    case 'rows':
      return `<table>${block.rows
        .map(
          ([label, value]) =>
            `<tr><th align="left" valign="top">${escaped(label)}</th><td>${escaped(value)}</td></tr>`,
        )
        .join('')}</table>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`
    case 'link':
      return (
        `<p><a href="${escaped(block.url)}" style="display:inline-block;padding:.6em 1em;` +
        `background:#0b5cad;color:#fff;text-decoration:none">${escaped(block.label)}</a></p>`
      )
  }
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
