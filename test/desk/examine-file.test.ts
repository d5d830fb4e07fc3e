import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { examineFile } from '../../desk/examine-file.ts'
import { positionIn } from '../../desk/photo-position.ts'
import { hostileFiles, pdf, photo, telephonePhoto, video } from '../support/sample-files.ts'

async function kept(bytes: Uint8Array) {
  const examined = await examineFile(bytes)
  if (!examined.ok) throw new Error(examined.reason)
  return examined
}

describe('a picture', () => {
  test('gives its position away to us and to nobody else', async () => {
    const { bytes, type, position } = await kept(await telephonePhoto())
    expect(type).toBe('image/jpeg')
    expect(position).toEqual({ latitude: 20.26, longitude: 105.975 })
    const { exif, icc, iptc, xmp } = await sharp(bytes).metadata()
    expect([exif, icc, iptc, xmp]).toEqual([undefined, undefined, undefined, undefined])
    expect(Buffer.from(bytes).includes('Dien thoai')).toBe(false)
  })

  test('stands upright after its note about it is gone', async () => {
    const { width, height } = await sharp((await kept(await telephonePhoto())).bytes).metadata()
    expect([width, height]).toEqual([480, 640])
  })

  test('is made no larger than a page needs, and a small one stays small', async () => {
    const large = await sharp((await kept(await photo(4032, 3024))).bytes).metadata()
    expect([large.width, large.height]).toEqual([2048, 1536])
    const small = await sharp((await kept(await photo(100, 50))).bytes).metadata()
    expect([small.width, small.height]).toEqual([100, 50])
  })

  test.each(['png', 'webp', 'gif'] as const)('in %s becomes a JPEG', async (format) => {
    const clear = { width: 40, height: 30, channels: 4, background: '#00000000' } as const
    const { type, bytes } = await kept(await sharp({ create: clear }).toFormat(format).toBuffer())
    expect([type, (await sharp(bytes).metadata()).format]).toEqual(['image/jpeg', 'jpeg'])
    // What was see-through is paper, not night.
    expect((await sharp(bytes).stats()).channels[0]?.mean).toBeGreaterThan(250)
  })

  test('leaves behind whatever hung on its end', async () => {
    const two = Buffer.concat([
      await photo(),
      Buffer.from('<script>alert(1)</script>PK\u0005\u0006'),
    ])
    const { bytes } = await kept(two)
    expect(Buffer.from(bytes).includes('script')).toBe(false)
    expect(Buffer.from(bytes).includes('PK\u0005\u0006')).toBe(false)
  })
})

test.each([
  ['a document', pdf(), 'application/pdf'],
  ['a video', video(), 'video/mp4'],
])('%s is kept byte for byte', async (_what, bytes, type) => {
  expect(await kept(bytes)).toEqual({ ok: true, type, bytes })
})

const hostile = await hostileFiles()

test('the hostile corpus has at least 60 files', () => {
  expect(hostile.length).toBeGreaterThanOrEqual(60)
})

test.each(hostile)('%s is refused', async (_what, bytes, reason) => {
  expect(await examineFile(bytes)).toEqual({ ok: false, reason })
})

test.each([
  ['nothing', ''],
  ['noise', 'ff'.repeat(40)],
  ['a head that points behind its end', '45786966000049492a00ffffffff'],
])('%s instead of EXIF has no position', (_what, hex) => {
  expect(positionIn(Buffer.from(hex, 'hex'))).toBeUndefined()
})
