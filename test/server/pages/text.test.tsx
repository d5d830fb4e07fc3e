import fc from 'fast-check'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { Message } from '../../../server/pages/message.tsx'
import { LinkedText, readable, safeHref } from '../../../server/pages/text.tsx'

describe('an address may be followed', () => {
  const cases = [
    { url: 'https://dichvucong.gov.vn/a?b=c', safe: true },
    { url: 'tel:113', safe: true },
    { url: 'mailto:a@example.vn', safe: true },
    { url: '/thu-tuc/1.001193', safe: true },
    { url: '//xau.example', safe: false },
    { url: '/\\xau.example', safe: false },
    { url: 'javascript:alert(1)', safe: false },
    { url: 'JaVaScRiPt:alert(1)', safe: false },
    { url: ' javascript:alert(1)', safe: false },
    { url: 'data:text/html,x', safe: false },
    { url: 'vbscript:x', safe: false },
    { url: 'không phải địa chỉ', safe: false },
  ]
  for (const { url, safe } of cases) {
    test(`${url}: ${safe ? 'yes' : 'no'}`, () => expect(safeHref(url)).toBe(safe ? url : undefined))
  }
})

const unseen = [
  { name: 'reversed letters', text: 'a\u202egpj.exe\u202c', gives: 'agpj.exe' },
  { name: 'isolates', text: '\u2066a\u2069', gives: 'a' },
  { name: 'zero width', text: 'a\u200bb\ufeff', gives: 'ab' },
  { name: 'control characters', text: 'a\u0000\u001b[31mb', gives: 'a[31mb' },
  { name: 'line breaks stay', text: 'a\n\tb', gives: 'a\n\tb' },
  { name: 'Vietnamese stays, composed or not', text: 'Đường ở Huế', gives: 'Đường ở Huế' },
]
for (const { name, text, gives } of unseen) {
  test(`what a reader cannot see is removed: ${name}`, () => expect(readable(text)).toBe(gives))
}

test('an address in a sentence is a link, the full stop behind it is not', () => {
  const html = renderToString(<LinkedText text="Xem (https://a.vn/b), hoặc http://c.vn." />)
  expect(html).toContain('href="https://a.vn/b"')
  expect(html).toContain('href="http://c.vn"')
  expect(html).toMatch(/<\/a>\), hoặc .*<\/a>\.$/)
})

test('a quote in an address stays inside its attribute', () => {
  const html = renderToString(<LinkedText text={'https://a.vn/"onclick="x <b>'} />)
  expect(html).toContain('href="https://a.vn/"')
  expect(html).not.toMatch(/<a[^>]* onclick|<b>/)
})

test('whatever a message says, it adds no element and no attribute to the page', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^(<|>|"|'|&|\/|=|\s|script|onload|javascript:|https?:\/\/a){0,30}$/),
  )
  const shape = (text: string, url: string) =>
    renderToString(
      <Message
        message={{
          id: 1,
          from: 'bot',
          text: 'x',
          choices: [{ label: text, payload: text }],
          links: [{ label: text, url }],
          at: new Date(0),
        }}
      />,
    )
      // What stands in attributes and between elements may differ, the elements may not.
      .replace(/="[^"]*"/g, '')
      .replace(/>[^<]+/g, '>')
  fc.assert(
    fc.property(hostile, (text) => {
      expect(shape(text || 'x', 'https://a.vn')).toBe(shape('x', 'https://a.vn'))
    }),
  )
})
