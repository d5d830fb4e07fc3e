import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren, JSX } from 'preact'
import { Layout, type Site } from './layout.tsx'
import { sendPage } from './send-page.ts'

interface ProblemProps {
  site: Site
  title: string
  audience?: 'citizen' | 'officer'
  children: ComponentChildren
}

/** One sentence of what happened, and the way on. */
export function Problem({
  site,
  title,
  audience = 'citizen',
  children,
}: ProblemProps): JSX.Element {
  return (
    <Layout site={site} title={title} audience={audience}>
      <div class="card problem">
        <h1>{title}</h1>
        {children}
        {audience === 'citizen' && (
          <p>
            <a class="button" href="/chat">
              Trò chuyện với trợ lý ảo
            </a>
          </p>
        )}
      </div>
    </Layout>
  )
}

const said: Record<number, { title: string; text: string }> = {
  400: { title: 'Yêu cầu chưa đúng', text: 'Xin quay lại trang trước và thử lại.' },
  401: {
    title: 'Chưa giữ được cuộc trò chuyện',
    text: 'Trình duyệt đang chặn cookie. Xin cho phép cookie, hoặc mở cuộc trò chuyện trong trang riêng.',
  },
  403: {
    title: 'Không nhận yêu cầu này',
    text: 'Yêu cầu đến từ một trang khác. Xin mở lại trang rồi gửi.',
  },
  404: {
    title: 'Không tìm thấy',
    text: 'Địa chỉ này không có, hoặc liên kết chưa đủ. Xin mở lại liên kết trong tin nhắn.',
  },
  413: { title: 'Nội dung quá dài', text: 'Xin rút ngắn nội dung rồi gửi lại.' },
  429: { title: 'Gửi hơi nhanh', text: 'Xin đợi một phút rồi thử lại.' },
  500: {
    title: 'Xin lỗi, hệ thống đang gặp trục trặc',
    text: 'Những gì Anh/Chị đã gửi trước đó vẫn được giữ. Xin thử lại sau ít phút.',
  },
}

const unknownFault = {
  title: 'Chưa làm được việc này',
  text: 'Xin quay lại trang trước và thử lại.',
}

/** The words for a status: every fault has a sentence and a next step, never our own error message. */
export const problemWords = (status: number): { title: string; text: string } =>
  said[status] ?? (status < 500 ? unknownFault : (said[500] ?? unknownFault))

/** Ends a request with a problem: a page for a browser, `{problem}` for a script. */
export function sendProblem(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
): FastifyReply {
  const { title, text } = problemWords(status)
  const wantsPage = request.headers.accept?.includes('text/html') ?? false
  if (!wantsPage) return reply.code(status).send({ problem: `${title}. ${text}` })
  return sendPage(
    reply,
    <Problem site={site} title={title}>
      <p>{text}</p>
    </Problem>,
    { status },
  )
}
