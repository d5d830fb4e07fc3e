/** Every letter of windows-1252 with its byte: what UTF-8 looks like where Latin letters were announced. */
const bytes = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, n) => n))].map(
    (letter, n) => [letter, n],
  ),
)

/**
 * Mail programs and relays announce UTF-8 as ASCII or Latin, and "Đã" arrives as "ÄÃ£". Such a text
 * is read anew; one that cannot be UTF-8 stays as it was.
 */
export function readAnew(text: string): string {
  if (!/[\u0080-\uffff]/.test(text)) return text
  const read = Uint8Array.from({ length: text.length }, (_, n) => bytes.get(text[n] ?? '') ?? 0)
  if (read.includes(0)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(read)
  } catch {
    return text
  }
}

/**
 * Letters that no decoding made sense of: replacement marks, or Vietnamese typed in a font of the
 * years before Unicode ("§· v¸ xong", "Ñaõ vaù"). No citizen could read it.
 */
export const isGarbled = (text: string): boolean =>
  text.includes('\ufffd') || (text.match(oldFonts) ?? []).length >= 2

const oldFonts = /\p{L}[¸µ¶·¹®©«¬¾¼½]|[¸¶·¹®«¬]\p{L}|ñ|a[ùøûõï]/giu
