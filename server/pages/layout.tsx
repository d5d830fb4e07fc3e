import type { ComponentChildren, JSX } from 'preact'

/** Whose pages these are. */
export interface Site {
  /** `Tỉnh Ninh Bình` */
  province: string
  /** Base of the links we give out. */
  publicUrl: string
  /** The content is a sample: every page says so. */
  sample?: boolean
  /** The code by which Zalo knows that the domain is ours. */
  zaloVerification?: string
}

const emergency = [
  { phone: '113', what: 'công an' },
  { phone: '114', what: 'cháy, cứu nạn' },
  { phone: '115', what: 'cấp cứu' },
  { phone: '112', what: 'thiên tai' },
  { phone: '111', what: 'bảo vệ trẻ em' },
]

/** The numbers to call when a chat is too slow. */
export function EmergencyNumbers(): JSX.Element {
  return (
    <span class="emergency">
      Khẩn cấp, gọi ngay:{' '}
      {emergency.map(({ phone, what }, i) => (
        <>
          {i > 0 && ' · '}
          <a href={`tel:${phone}`} aria-label={`${phone}, ${what}`}>
            {phone}
          </a>
        </>
      ))}
    </span>
  )
}

interface DocumentProps {
  title: string
  /** Style sheets and scripts of /assets/ besides site.css. */
  styles?: string[]
  scripts?: string[]
  zaloVerification?: string | undefined
  class?: string
  children: ComponentChildren
}

/** The bare document; pages with head and foot use Layout. */
export function Document(props: DocumentProps): JSX.Element {
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <title>{props.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {props.zaloVerification && (
          <meta name="zalo-platform-site-verification" content={props.zaloVerification} />
        )}
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        {['site.css', ...(props.styles ?? [])].map((name) => (
          <link rel="stylesheet" href={`/assets/${name}`} />
        ))}
        {props.scripts?.map((name) => (
          <script type="module" src={`/assets/${name}`} />
        ))}
      </head>
      <body class={props.class}>{props.children}</body>
    </html>
  )
}

/** The mark, drawn here so that it takes the colour of its surroundings. */
export function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M3 22h26M3 22C6 13 11 9 16 9s10 4 13 13M9 22v-6M16 22V9M23 22v-6M2 26h28" />
    </svg>
  )
}

interface LayoutProps {
  site: Site
  title: string
  /** Pages for citizens lead to the chat and the figures; officers' pages do not. */
  audience: 'citizen' | 'officer'
  scripts?: string[]
  children: ComponentChildren
}

/** Head, one main column, foot. */
export function Layout({
  site,
  title,
  audience,
  scripts = [],
  children,
}: LayoutProps): JSX.Element {
  return (
    <Document title={`${title} · ${site.province}`} styles={['page.css']} scripts={scripts}>
      <a class="skip" href="#noi-dung">
        Đến nội dung chính
      </a>
      <header class="head">
        <div class="column">
          <Mark />
          <p class="name">
            <strong>Cầu Nối</strong>
            <span>{site.province}</span>
          </p>
          {audience === 'citizen' && (
            <nav aria-label="Trang chính">
              <a href="/chat">Hỏi đáp</a>
              <a href="/cong-khai">Công khai</a>
            </nav>
          )}
        </div>
      </header>
      <main id="noi-dung" class="column" tabIndex={-1}>
        {site.sample && <p class="sample">Dữ liệu mẫu: cơ quan và số liên hệ không có thật.</p>}
        {children}
      </main>
      <footer class="foot">
        <p class="column">
          {audience === 'citizen' ? (
            <EmergencyNumbers />
          ) : (
            `Trang dành cho cán bộ ${site.province}.`
          )}
        </p>
      </footer>
    </Document>
  )
}
