import { randomUUID } from 'node:crypto'
import type { JSX } from 'preact'
import { Document, EmergencyNumbers, Mark, type Site } from './layout.tsx'
import { ChoiceButton, Message } from './message.tsx'
import { OutLink } from './text.tsx'
import type { WebMessage } from './web-chat.ts'

/** UTF-16 units; what a form field counts as well. */
export const longestText = 2000

const starters = ['Hỏi thủ tục', 'Gửi phản ánh', 'Tra cứu phản ánh', 'Gặp cán bộ']

interface ChatPageProps {
  site: Site
  messages: WebMessage[]
  embedded: boolean
  /** A procedure's code that stands in the field already. */
  about?: string | undefined
  /** A fault of a form that was sent without script. */
  problem?: string
}

/** The whole conversation stands in the page, so it can be read and continued without any script. */
export function ChatPage({ site, messages, embedded, about, problem }: ChatPageProps): JSX.Element {
  return (
    <Document
      title={`Trợ lý ảo · ${site.province}`}
      styles={['chat.css']}
      scripts={['chat.js']}
      zaloVerification={site.zaloVerification}
      class={embedded ? 'chat embedded' : 'chat'}
    >
      <a class="skip" href="#loi-nhan">
        Đến ô nhập tin nhắn
      </a>
      <Head site={site} embedded={embedded} />
      <main class="talk">
        <div id="banner" class="banner" role="status">
          {problem}
        </div>
        <noscript>
          <p class="banner">
            Trình duyệt đang tắt JavaScript. Anh/Chị vẫn nhắn được; gửi xong xin đợi trang tải lại.{' '}
            <a href="/chat">Xem trả lời mới</a>
          </p>
        </noscript>
        <div
          id="log"
          class="log"
          role="log"
          aria-label="Cuộc trò chuyện"
          aria-relevant="additions"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          tabIndex={0}
        >
          <Intro site={site} embedded={embedded} />
          {messages.map((message) => (
            <Message message={message} />
          ))}
          <p id="typing" class="typing" hidden>
            <span class="unseen">Trợ lý ảo đang soạn trả lời</span>
            <i />
            <i />
            <i />
          </p>
          <span id="cuoi" />
        </div>
        <button id="newest" type="button" class="newest" hidden>
          Tin mới ↓
        </button>
        <Composer about={about} />
      </main>
    </Document>
  )
}

function Head({ site, embedded }: { site: Site; embedded: boolean }): JSX.Element {
  return (
    <header class="head">
      <div class="column">
        <Mark />
        <h1 class="name">
          <strong>Trợ lý ảo</strong>
          <span>{site.province}</span>
        </h1>
        <nav aria-label="Công cụ">
          <form method="post" action="/chat/messages" data-send>
            <input type="hidden" name="id" value={randomUUID()} />
            <input type="hidden" name="payload" value="do:menu" />
            <button type="submit" name="text" value="Menu">
              Menu
            </button>
          </form>
          <button id="large" type="button" aria-pressed="false" hidden>
            <span aria-hidden="true">A+</span>
            <span class="unseen">Chữ to</span>
          </button>
          {embedded && (
            <button id="close" type="button" hidden>
              <span aria-hidden="true">✕</span>
              <span class="unseen">Đóng cửa sổ trò chuyện</span>
            </button>
          )}
        </nav>
      </div>
    </header>
  )
}

function Intro({ site, embedded }: { site: Site; embedded: boolean }): JSX.Element {
  return (
    <section class="intro" aria-label="Giới thiệu">
      <p>
        <strong>Xin chào Anh/Chị.</strong> Đây là trợ lý tự động của {site.province}, không phải cán
        bộ. Tôi hướng dẫn thủ tục và tiếp nhận phản ánh, kiến nghị.
      </p>
      <p>
        <EmergencyNumbers />
      </p>
      <p>
        <OutLink href="/cong-khai" label="Kết quả xử lý được công khai" />
        {/* Some browsers give a frame no cookie, and without one there is no conversation. */}
        {embedded && ' · '}
        {embedded && <OutLink href="/chat" label="Mở trong trang riêng" />}
      </p>
      {site.sample && <p class="sample">Dữ liệu mẫu: cơ quan và số liên hệ không có thật.</p>}
      <fieldset class="choices" aria-label="Bắt đầu nhanh">
        {starters.map((label) => (
          <ChoiceButton label={label} />
        ))}
      </fieldset>
    </section>
  )
}

function Composer({ about }: { about?: string | undefined }): JSX.Element {
  return (
    <form class="composer" method="post" action="/chat/messages" data-send>
      <input type="hidden" name="id" value={randomUUID()} />
      <label class="unseen" for="loi-nhan">
        Tin nhắn của Anh/Chị
      </label>
      <button id="place" type="button" class="icon" title="Gửi vị trí" hidden>
        <Icon path="M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z" />
        <span class="unseen">Gửi vị trí của tôi</span>
      </button>
      <button id="photo" type="button" class="icon" title="Gửi ảnh" hidden>
        <Icon path="M4 8h3.5l1.5-2.5h6L16.5 8H20v11H4zM12 16.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6z" />
        <span class="unseen">Gửi ảnh, video hoặc PDF</span>
      </button>
      <input
        id="photos"
        type="file"
        accept="image/*,video/mp4,application/pdf"
        multiple
        hidden
        tabIndex={-1}
        aria-hidden="true"
      />
      <textarea
        id="loi-nhan"
        name="text"
        rows={1}
        required
        maxLength={longestText}
        placeholder="Nhập tin nhắn…"
        aria-describedby="dung-gui"
        enterkeyhint="send"
        autocomplete="off"
      >
        {about && `Thủ tục ${about}`}
      </textarea>
      <button type="submit" class="button send">
        <span>Gửi</span>
        <Icon path="M4 12l16-8-5 16-3.5-6.5zM11.5 13.5L20 4" />
      </button>
      <p id="dung-gui" class="unseen">
        Xin không gửi ảnh căn cước, mật khẩu, mã OTP.
      </p>
    </form>
  )
}

/** A drawing beside words that say the same. */
function Icon({ path }: { path: string }): JSX.Element {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
