import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { DeskPage, forms, longestAnswer, type Typed } from './desk-page.tsx'
import { type Desk, deskActions } from './desk-view.ts'
import { acceptForms } from './forms.ts'
import type { Site } from './layout.tsx'
import { limitAddress } from './limit-address.ts'
import { Problem } from './problem.tsx'
import { sendFile } from './send-file.ts'
import { sendPage } from './send-page.ts'

/** Carries the receipt over the redirect after a press, for one page view. */
const noticeCookie = 'cau-noi-noted'

const Press = z.object({
  action: z.enum(deskActions),
  text: z.string().trim().default(''),
  version: z.string().max(100).optional(),
})

interface DeskPorts {
  site: Site
  desk: Desk
  now?: () => Date
}

/**
 * The officer's page behind the signed link of an email. Mail scanners open every link and some run
 * scripts, so looking changes nothing: only the press of a button, a POST, acts.
 */
export async function deskPages(
  app: FastifyInstance,
  { site, desk, now = () => new Date() }: DeskPorts,
): Promise<void> {
  await limitAddress(app, site)
  await acceptForms(app)

  interface Shown {
    status?: number
    notice?: string
    fault?: { problem: string; typed?: Typed }
  }
  async function show(reply: FastifyReply, token: string, { status = 200, ...said }: Shown) {
    const ticket = await desk.open(token)
    if (ticket === 'expired') return sendPage(reply, <Expired site={site} />, { status: 410 })
    if (ticket === 'unknown') return sendPage(reply, <Unknown site={site} />, { status: 404 })
    return sendPage(reply, <DeskPage site={site} ticket={ticket} now={now()} {...said} />, {
      status,
    })
  }

  app.get<{ Params: { token: string } }>('/desk/:token', async (request, reply) => {
    const notice = request.cookies[noticeCookie]
    if (notice) reply.clearCookie(noticeCookie, { path: '/desk' })
    return show(reply, request.params.token, notice ? { notice } : {})
  })

  app.get<{ Params: { token: string; id: string } }>(
    '/desk/:token/tep/:id',
    async ({ params }, reply) => {
      const file = await desk.file(params.token, params.id)
      if (!file) return sendPage(reply, <NoFile site={site} />, { status: 404 })
      return sendFile(reply, file.name, file)
    },
  )

  app.post<{ Params: { token: string } }>('/desk/:token', async (request, reply) => {
    const { token } = request.params
    const { success, data: press } = Press.safeParse(request.body)
    if (!success) {
      const problem = 'Chưa rõ Anh/Chị chọn việc gì. Xin chọn lại một nút dưới đây.'
      return show(reply, token, { status: 400, fault: { problem } })
    }
    const typed = { action: press.action, text: press.text }
    const problem = faultOf(typed)
    if (problem) return show(reply, token, { status: 422, fault: { problem, typed } })

    // The link is judged before the press, so that its holder learns what became of the link.
    const known = await desk.open(token)
    if (typeof known === 'string') return show(reply, token, {})
    const { version, ...pressed } = press
    const outcome = await desk.act(token, { ...pressed, ...(version !== undefined && { version }) })
    if (!outcome.done) {
      return show(reply, token, { status: 409, fault: { problem: outcome.problem, typed } })
    }
    reply.setCookie(noticeCookie, outcome.message, {
      path: '/desk',
      httpOnly: true,
      sameSite: 'lax',
      maxAge: 60,
    })
    return reply.redirect(`/desk/${encodeURIComponent(token)}`, 303)
  })
}

function faultOf({ action, text }: Typed): string | undefined {
  const { label, title } = forms[action]
  if (label && !text) return `${title}: xin viết nội dung rồi gửi.`
  if (text.length > longestAnswer) {
    return `${title}: nội dung dài ${text.length} ký tự, dài nhất là ${longestAnswer}. Xin rút ngắn.`
  }
}

function Expired({ site }: { site: Site }) {
  return (
    <Problem site={site} title="Liên kết đã hết hạn" audience="officer">
      <p>Xin mở liên kết trong thư mới nhất về phiếu này.</p>
      <p>Không còn thư nào? Xin liên hệ bộ phận điều phối của tỉnh để nhận liên kết mới.</p>
    </Problem>
  )
}

function Unknown({ site }: { site: Site }) {
  return (
    <Problem site={site} title="Không tìm thấy phiếu" audience="officer">
      <p>Liên kết không đúng hoặc bị ngắt dòng khi sao chép. Xin bấm lại liên kết trong thư.</p>
    </Problem>
  )
}

function NoFile({ site }: { site: Site }) {
  return (
    <Problem site={site} title="Không mở được tệp" audience="officer">
      <p>
        Tệp không còn được lưu, hoặc liên kết đã hết hạn. Xin mở lại trang xử lý từ thư mới nhất.
      </p>
    </Problem>
  )
}
