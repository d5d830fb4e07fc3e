/** What we take in: pictures are drawn anew, the rest is kept as it is and never opened by us. */
export type FileKind =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/gif'
  | 'application/pdf'
  | 'video/mp4'

/** What a file is by its own first bytes; whatever name or type came with it proves nothing. */
export function fileKind(bytes: Uint8Array): FileKind | undefined {
  const starts = (at: number, ...expected: number[]) =>
    expected.every((byte, nth) => bytes[at + nth] === byte)
  const says = (at: number, text: string) =>
    starts(at, ...[...text].map((letter) => letter.charCodeAt(0)))

  if (starts(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (says(0, 'RIFF') && says(8, 'WEBP')) return 'image/webp'
  if (says(0, 'GIF87a') || says(0, 'GIF89a')) return 'image/gif'
  if (says(0, '%PDF-')) return 'application/pdf'
  if (says(4, 'ftyp') && videoBrands.some((brand) => says(8, brand))) return 'video/mp4'
  return undefined
}

// HEIC and AVIF pictures begin in the same way, under brands of their own.
const videoBrands = [
  'isom',
  'iso2',
  'iso4',
  'iso5',
  'iso6',
  'mp41',
  'mp42',
  'avc1',
  'M4V ',
  'MSNV',
  '3gp',
  'qt  ',
]

/** The ending that a kind goes by. */
export const endingOf: Record<FileKind, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
}
