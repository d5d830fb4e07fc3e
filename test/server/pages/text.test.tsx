import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
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
