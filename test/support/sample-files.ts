import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Files as citizens, and others, send them; made here, since the real ones are somebody's. */

const text = (...pieces: string[]): Buffer => Buffer.from(pieces.join('\n'), 'latin1')

const plain = { width: 640, height: 480, channels: 3, background: '#6a8' } as const

export const photo = (width = 640, height = 480): Promise<Buffer> =>
  sharp({ create: { ...plain, width, height } })
    .jpeg()
    .toBuffer()

/** As a telephone makes it: it lies on its side, and tells where it was taken. */
export const telephonePhoto = (): Promise<Buffer> =>
  sharp({ create: plain })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Dien thoai cua ong A', Orientation: '6' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '20/1 15/1 3600/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '105/1 58/1 30/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()

export const pdf = (...inside: string[]): Buffer =>
  text('%PDF-1.7', '1 0 obj <</Type /Catalog>> endobj', ...inside, 'trailer <<>>', '%%EOF', '')

const box = (name: string, body: Buffer | string = ''): Buffer => {
  const content = Buffer.from(body)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.length)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, content])
}

export const video = (): Buffer =>
  Buffer.concat([
    box('ftyp', 'isom\0\0\0\0mp42'),
    box('moov', 'x'.repeat(40)),
    box('mdat', 'frames'),
  ])

/** A PNG that says how large it is and holds next to nothing. */
function hugePng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(65_536))),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([signature, ...chunks])
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc(named))
  return Buffer.concat([length, named, sum])
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}

const zip = text('PK\u0003\u0004', 'word/vbaProject.bin', 'PK\u0005\u0006', '\0'.repeat(18))
const exe = text('MZ\u0090\u0000', 'This program cannot be run in DOS mode')

/** Everything that must be refused, with the reason. */
export async function hostileFiles(): Promise<[name: string, bytes: Buffer, reason: string][]> {
  const jpeg = await photo(64, 64)
  const png = await sharp({ create: plain }).png().toBuffer()
  const gif = await sharp({ create: plain }).gif().toBuffer()
  const webp = await sharp({ create: plain }).webp().toBuffer()
  const tiff = await sharp({ create: plain }).tiff().toBuffer()
  const film = video()
  const type = 'type'
  const broken = 'broken'
  const active = 'active'
  return [
    ['nothing at all', Buffer.alloc(0), 'empty'],
    ['21 MB', Buffer.concat([jpeg, Buffer.alloc(21 * 1024 * 1024)]), 'too-large'],
    ['one byte', Buffer.from([0xff]), type],
    ['zeros', Buffer.alloc(4096), type],
    ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), type],
    ['SVG behind an XML head', text('<?xml version="1.0"?>', '<svg/>'), type],
    ['HTML', text('<!doctype html><script>alert(1)</script>'), type],
    ['HTML behind spaces', text('   \n<html>'), type],
    ['a script', text('#!/bin/sh', 'rm -rf /'), type],
    ['JavaScript', text('alert(1)'), type],
    ['PHP', text('<?php system($_GET[0]); ?>'), type],
    ['a zip', zip, type],
    ['a Word file with macros', zip, type],
    ['an old Word file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), type],
    ['RAR', Buffer.from('526172211a0700', 'hex'), type],
    ['7z', Buffer.from('377abcaf271c', 'hex'), type],
    ['gzip', Buffer.from('1f8b0800', 'hex'), type],
    ['a Windows program', exe, type],
    ['a Linux program', text('\u007fELF\u0002\u0001'), type],
    ['an Android package', zip, type],
    ['a shortcut', Buffer.from('4c0000000114020000000000c000000000000046', 'hex'), type],
    ['a Java class', Buffer.from('cafebabe00000034', 'hex'), type],
    ['WebAssembly', Buffer.from('0061736d01000000', 'hex'), type],
    ['RTF', text('{\\rtf1\\object}'), type],
    ['PostScript', text('%!PS-Adobe-3.0'), type],
    ['a PDF behind other words', text('GIF', '%PDF-1.7', '%%EOF'), type],
    ['TIFF', tiff, type],
    ['BMP', text('BM\u0000\u0000'), type],
    ['ICO', Buffer.from('00000100', 'hex'), type],
    ['Photoshop', text('8BPS\u0000\u0001'), type],
    [
      'ImageMagick’s own language',
      text('push graphic-context', 'fill url(http://10.0.0.1/)'),
      type,
    ],
    ['HEIC', Buffer.concat([box('ftyp', 'heic\0\0\0\0mif1'), box('meta', 'x')]), type],
    ['AVIF', Buffer.concat([box('ftyp', 'avif\0\0\0\0mif1'), box('meta', 'x')]), type],
    ['Matroska', Buffer.from('1a45dfa3', 'hex'), type],
    ['Flash', text('FWS\u0009'), type],
    ['a playlist that fetches', text('#EXTM3U', 'http://169.254.169.254/latest'), type],
    ['AVI', text('RIFF\u0010\u0000\u0000\u0000AVI LIST'), type],
    ['WAV', text('RIFF\u0010\u0000\u0000\u0000WAVEfmt '), type],
    ['a UTF-8 mark before a JPEG', Buffer.concat([Buffer.from('efbbbf', 'hex'), jpeg]), type],
    ['a JPEG of three bytes', jpeg.subarray(0, 3), broken],
    ['half a JPEG', jpeg.subarray(0, jpeg.length / 2), broken],
    ['half a PNG', png.subarray(0, png.length / 2), broken],
    ['a GIF of a head only', gif.subarray(0, 10), broken],
    ['half a WebP', webp.subarray(0, 30), broken],
    ['a JPEG’s head on HTML', Buffer.concat([jpeg.subarray(0, 4), text('<html>')]), broken],
    ['a GIF’s head on a script', text('GIF89a/*', '*/=1;alert(1)'), broken],
    ['a PNG’s head on a program', Buffer.concat([png.subarray(0, 8), exe]), broken],
    ['a WebP’s head on a zip', Buffer.concat([webp.subarray(0, 12), zip]), broken],
    ['a pixel bomb of 3,600 million points', hugePng(60_000, 60_000), broken],
    ['a pixel bomb, wide', hugePng(4_000_000, 60), broken],
    ['a PNG of no width', hugePng(0, 100), broken],
    ['a PDF without an end', text('%PDF-1.7', 'x'.repeat(4000)), broken],
    ['a PDF that runs JavaScript', pdf('<</S /JavaScript /JS (app.alert(1))>>'), active],
    ['a PDF that starts a program', pdf('<</S /Launch /F (cmd.exe)>>'), active],
    ['a PDF with a file inside', pdf('<</Type /EmbeddedFile>>'), active],
    ['a PDF that sends a form', pdf('<</S /SubmitForm>>'), active],
    ['a PDF with XFA', pdf('<</XFA 7 0 R>>'), active],
    ['a PDF with media', pdf('<</Subtype /RichMedia>>'), active],
    ['a PDF that is a zip too', Buffer.concat([pdf(), zip, text('%%EOF')]), active],
    [
      'a video without a movie',
      Buffer.concat([box('ftyp', 'isom\0\0\0\0'), box('mdat', 'x')]),
      broken,
    ],
    ['half a video', film.subarray(0, film.length - 3), broken],
    ['a video with a zip behind it', Buffer.concat([film, zip]), broken],
    ['a video with HTML behind it', Buffer.concat([film, text('<html></html>')]), broken],
    [
      'a video’s box of length 3',
      Buffer.concat([film, Buffer.from('0000000361626364', 'hex')]),
      broken,
    ],
  ]
}
