import { expect, test } from 'vitest'
import { isGarbled, readAnew } from '../../desk/charset.ts'

const said = 'Đã vá xong ổ gà; đường thông, xe “ba gác” đi được – 25 µg/m³, 30 µg/m³.'

const asLatin = (text: string) => new TextDecoder('windows-1252').decode(Buffer.from(text))

test('UTF-8 that was announced as Latin is read as it was written', () => {
  expect(readAnew(asLatin(said))).toBe(said)
})

test('what was read well stays', () => {
  for (const text of [said, said.normalize('NFD'), 'plain ASCII', 'Đà Nẵng, trên'])
    expect(readAnew(text)).toBe(text)
})

test('fonts of the years before Unicode and lost letters are noticed', () => {
  for (const text of ['§· v¸ xong ®êng', 'Ñaõ vaù xong oå gaø', '\ufffd\ufffd xong'])
    expect(isGarbled(text)).toBe(true)
  expect(isGarbled(said)).toBe(false)
})
