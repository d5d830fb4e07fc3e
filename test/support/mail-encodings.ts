/** A plain mail part as servers and programs send it, honest or not: header value and bytes. */
export interface Encoded {
  type: string
  transfer: 'base64' | 'quoted-printable' | '8bit'
  bytes(text: string): Buffer
}

const utf8 = (text: string) => Buffer.from(text)

export const encodings: Record<string, Encoded> = {
  'UTF-8 in base64': { type: 'charset=utf-8', transfer: 'base64', bytes: utf8 },
  'UTF-8 in quoted-printable': {
    type: 'charset="UTF-8"',
    transfer: 'quoted-printable',
    bytes: utf8,
  },
  'UTF-8 as it is': { type: 'charset=utf-8', transfer: '8bit', bytes: utf8 },
  'UTF-8 without a word about it': { type: '', transfer: '8bit', bytes: utf8 },
  'UTF-8 announced as ASCII': { type: 'charset=us-ascii', transfer: '8bit', bytes: utf8 },
  'UTF-8 announced as Latin': {
    type: 'charset=iso-8859-1',
    transfer: 'quoted-printable',
    bytes: utf8,
  },
  'UTF-8 under a name that nobody knows': {
    type: 'charset=x-unknown',
    transfer: '8bit',
    bytes: utf8,
  },
  'flowed lines': { type: 'charset=utf-8; format=flowed', transfer: '8bit', bytes: utf8 },
  'decomposed letters': {
    type: 'charset=utf-8',
    transfer: 'base64',
    bytes: (text) => Buffer.from(text.normalize('NFD')),
  },
  'windows-1258 in base64': {
    type: 'charset=windows-1258',
    transfer: 'base64',
    bytes: windows1258,
  },
  'windows-1258 in quoted-printable': {
    type: 'charset="windows-1258"',
    transfer: 'quoted-printable',
    bytes: windows1258,
  },
  'UTF-16': {
    type: 'charset=utf-16le',
    transfer: 'base64',
    bytes: (text) => Buffer.from(text, 'utf16le'),
  },
}

/** A whole mail of one plain part. */
export function encodedMail(
  { type, transfer, bytes }: Encoded,
  { headers, text }: { headers: Record<string, string>; text: string },
): Buffer {
  const body = bytes(text.replace(/\r?\n/g, '\r\n'))
  const sent = { base64: inBase64, 'quoted-printable': inQuotedPrintable, '8bit': asItIs }[transfer]
  const head = {
    ...headers,
    'MIME-Version': '1.0',
    'Content-Type': ['text/plain', type].filter(Boolean).join('; '),
    'Content-Transfer-Encoding': transfer,
  }
  return Buffer.concat([
    Buffer.from(
      `${Object.entries(head)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    ),
    sent(body),
  ])
}

const asItIs = (body: Buffer): Buffer => body

const inBase64 = (body: Buffer): Buffer =>
  Buffer.from(body.toString('base64').replace(/.{76}/g, '$&\r\n'))

const inQuotedPrintable = (body: Buffer): Buffer =>
  Buffer.from(
    body
      .toString('latin1')
      .replace(
        /[=\u0080-\u00ff]/g,
        (letter) => `=${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
      )
      // A soft break after at most 75 letters, never within an escape.
      .replace(/(?:=[\dA-F]{2}|[^=\r\n]){60}(?=[^\r\n])/g, '$&=\r\n'),
  )

/** As Outlook wrote Vietnamese before Unicode was everywhere: the tone follows its letter. */
function windows1258(text: string): Buffer {
  const decoder = new TextDecoder('windows-1258')
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]),
  )
  const tones = /[\u0300\u0301\u0303\u0309\u0323]/g
  const inOrder = [...text.normalize('NFC')].flatMap((letter) => {
    if (codes.has(letter)) return [letter]
    const apart = letter.normalize('NFD')
    return [apart.replace(tones, '').normalize('NFC'), ...(apart.match(tones) ?? [])]
  })
  return Buffer.from(inOrder.map((letter) => codes.get(letter) ?? '?'.charCodeAt(0)))
}
