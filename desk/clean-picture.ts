import type { Sharp } from 'sharp'
import type { Position } from '../store/files.ts'
import { positionIn } from './photo-position.ts'

/** A picture drawn anew: whatever was hidden in the old file, its place, its maker, a second file, is gone. */
export interface CleanPicture {
  type: 'image/jpeg'
  bytes: Uint8Array
  /** Read before it was taken out. */
  position?: Position
}

/** What a screen or a page of paper shows; a telephone makes twice that. */
const longestSide = 2048
/** A telephone's picture has 12 to 50 million points; a bomb has thousands of millions in a few bytes. */
const mostPixels = 64_000_000
const slowestSeconds = 20

/** Undefined for what cannot be drawn: broken, or made to be too much. */
export async function cleanPicture(bytes: Uint8Array): Promise<CleanPicture | undefined> {
  const { default: sharp } = await import('sharp')
  // One thread and no cache: a small machine draws one picture at a time and then forgets it.
  sharp.concurrency(1)
  sharp.cache(false)
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
    const { exif } = await picture.metadata()
    const position = exif && positionIn(exif)
    return { type: 'image/jpeg', bytes: await drawn(picture), ...(position && { position }) }
  } catch {
    return undefined
  }
}

const drawn = (picture: Sharp): Promise<Buffer> =>
  picture
    // Telephones note which way is up beside the picture; without the note it must be drawn that way.
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .timeout({ seconds: slowestSeconds })
    .jpeg({ quality: 82, mozjpeg: false })
    .toBuffer()
