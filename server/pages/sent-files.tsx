import type { JSX } from 'preact'
import { OutLink } from './text.tsx'

/** Something a citizen sent along with a report. */
export type SentFile =
  | { what: 'place'; latitude: number; longitude: number }
  | {
      what: 'picture' | 'video' | 'document' | 'file'
      /** Where it can be opened; absent while it is being fetched, or when it could not be kept. */
      href?: string
      /** Why it cannot be opened. */
      missing?: 'fetching' | 'refused' | 'failed' | 'gone'
      /** Where a picture says it was taken; officers only. */
      position?: { latitude: number; longitude: number }
    }

const names = { picture: 'Ảnh', video: 'Video', document: 'Tài liệu PDF', file: 'Tệp' } as const
const missing = {
  fetching: 'đang tải về, xin mở lại trang sau ít phút',
  refused: 'không nhận được vì không phải ảnh, video hay PDF thường',
  failed: 'không tải được từ kênh nhắn tin',
  gone: 'không còn được lưu',
} as const

/** Pictures are shown, everything else is a link; nothing is opened by looking at the page. */
export function SentFiles({ files }: { files: SentFile[] }): JSX.Element | null {
  if (files.length === 0) return null
  return (
    <>
      <h2>Gửi kèm</h2>
      <ul class="files">
        {files.map((file, nth) => (
          <li>{file.what === 'place' ? <Place {...file} /> : <One file={file} nth={nth + 1} />}</li>
        ))}
      </ul>
    </>
  )
}

interface OneProps {
  file: Exclude<SentFile, { what: 'place' }>
  nth: number
}

function One({ file: { what, href, missing: why, position }, nth }: OneProps): JSX.Element {
  const label = `${names[what]} ${nth}`
  if (!href) return <span class="quiet">{`${label}: ${missing[why ?? 'gone']}`}</span>
  return (
    <>
      {what === 'picture' ? (
        <a href={href} target="_blank" rel="noopener">
          <img src={href} alt={`${label} người dân gửi`} loading="lazy" />
        </a>
      ) : (
        <OutLink href={href} label={label} />
      )}
      {position && (
        <p class="quiet">
          Máy ảnh ghi vị trí: <MapLink {...position} />
        </p>
      )}
    </>
  )
}

interface Point {
  latitude: number
  longitude: number
}

const Place = (point: Point): JSX.Element => (
  <>
    Vị trí người dân gửi: <MapLink {...point} />
  </>
)

function MapLink({ latitude, longitude }: Point): JSX.Element {
  const [lat, lon] = [latitude.toFixed(5), longitude.toFixed(5)]
  const map = `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=18/${lat}/${lon}`
  return <OutLink href={map} label={`${lat}, ${lon}`} />
}
