import readExif from 'exif-reader'
import type { Position } from '../store/files.ts'

/** Where a picture says it was taken; undefined when it does not say, or says nonsense. */
export function positionIn(exif: Buffer): Position | undefined {
  const gps = gpsIn(exif)
  const latitude = degrees(gps?.GPSLatitude, gps?.GPSLatitudeRef, 'S')
  const longitude = degrees(gps?.GPSLongitude, gps?.GPSLongitudeRef, 'W')
  if (latitude === undefined || longitude === undefined) return undefined
  // Cameras without a fix write zeros: a point in the Gulf of Guinea.
  if (latitude === 0 && longitude === 0) return undefined
  const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return onEarth ? { latitude, longitude } : undefined
}

function gpsIn(exif: Buffer) {
  try {
    return readExif(exif).GPSInfo
  } catch {
    return undefined
  }
}

/** [degrees, minutes, seconds] and the half of the globe → degrees, to about a metre. */
function degrees(parts: unknown, half: unknown, negative: string): number | undefined {
  if (!Array.isArray(parts) || parts.length !== 3) return undefined
  const [whole, minutes, seconds] = parts.map(Number)
  const value =
    (whole ?? Number.NaN) + (minutes ?? Number.NaN) / 60 + (seconds ?? Number.NaN) / 3600
  if (!Number.isFinite(value)) return undefined
  return Math.round((half === negative ? -value : value) * 1e5) / 1e5
}
