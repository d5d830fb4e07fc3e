import type { FastifyInstance } from 'fastify'
import { Layout, type Site } from './layout.tsx'
import { sendPage } from './send-page.ts'
import { LinkedText } from './text.tsx'
import { dayAndTime } from './words.ts'

/** A letter that was not sent, because there is no mail server. */
export interface CapturedMail {
  to: string
  from: string
  subject: string
  text: string
  html: string
  messageId: string
  at: Date
}

export interface Inbox {
  /** Oldest first. */
  list(): Promise<CapturedMail[]>
}

/** Captured mail, for trying the product out. Mount it on a loopback address only. */
export async function inboxPages(
  app: FastifyInstance,
  { site, inbox }: { site: Site; inbox: Inbox },
): Promise<void> {
  // A proxy on this machine carries the whole Internet to a loopback address; it says that it does.
  app.addHook('onRequest', async ({ headers }, reply) => {
    if (headers['x-forwarded-for'] ?? headers.forwarded) return reply.callNotFound()
    // A stranger's page whose name was made to point here is no friend of this machine either.
    if (!/^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(headers.host ?? ''))
      return reply.callNotFound()
  })

  app.get('/inbox.json', async (_request, reply) => {
    const mails = await inbox.list()
    return reply.header('cache-control', 'no-store').send(
      mails.map(({ to, from, subject, text, html, messageId, at }) => ({
        to,
        from,
        subject,
        text,
        html,
        messageId,
        at: at.toISOString(),
      })),
    )
  })

  app.get('/inbox', async (_request, reply) => {
    const mails = (await inbox.list()).toReversed()
    return sendPage(
      reply,
      <Layout site={site} title="Hộp thư thử" audience="officer">
        <h1>Hộp thư thử</h1>
        <p class="quiet">
          Chưa cài đặt máy chủ thư, nên thư gửi cán bộ được giữ tại đây: {mails.length} thư, mới
          nhất ở trên.
        </p>
        {mails.length === 0 && <p class="card">Chưa có thư nào.</p>}
        {mails.map((mail, i) => (
          <Mail mail={mail} open={i === 0} />
        ))}
      </Layout>,
    )
  })

  app.get<{ Querystring: { thu?: string } }>('/inbox/html', async (request, reply) => {
    const mail = (await inbox.list()).find(({ messageId }) => messageId === request.query.thu)
    if (!mail) return reply.code(404).send({ problem: 'Không tìm thấy thư này.' })
    return reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        // A letter is shown as a mail program would: its own inline styles, no script, no network.
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      .send(`<!doctype html><meta charset="utf-8"><base target="_blank">${mail.html}`)
  })
}

function Mail({ mail, open }: { mail: CapturedMail; open: boolean }) {
  const { to, from, subject, text, html, messageId, at } = mail
  return (
    <details class="card" open={open}>
      <summary>
        {subject} <span class="quiet">· {dayAndTime(at)}</span>
      </summary>
      <dl class="facts">
        <dt>Đến</dt>
        <dd>{to}</dd>
        <dt>Từ</dt>
        <dd>{from}</dd>
        <dt>Message-ID</dt>
        <dd>{messageId}</dd>
      </dl>
      <blockquote>
        <p class="words">
          <LinkedText text={text} />
        </p>
      </blockquote>
      {html && (
        <details>
          <summary>Xem như trong chương trình thư</summary>
          <iframe
            title={`Thư: ${subject}`}
            src={`/inbox/html?thu=${encodeURIComponent(messageId)}`}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            loading="lazy"
          />
        </details>
      )}
    </details>
  )
}
