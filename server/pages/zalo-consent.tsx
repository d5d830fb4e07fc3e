import type { FastifyInstance } from 'fastify'
import { Layout, type Site } from './layout.tsx'
import { sendPage } from './send-page.ts'

/** Where Zalo sends the administrator back to; the console must hold the same address, letter by letter. */
export const callbackPath = '/zalo/callback'

export interface ConsentQuery {
  code?: string | undefined
  oa_id?: string | undefined
  state?: string | undefined
}

/**
 * refused: the code is used, too old, or of another app · another-oa: consent for an account that is
 * not the configured one · failed: Zalo could not be asked · old-link: the link was printed more than
 * a day ago, or is not ours · no-code: the administrator declined.
 */
export type Consented =
  | { ok: true }
  | {
      ok: false
      why: 'refused' | 'another-oa' | 'failed' | 'old-link' | 'no-code'
      /** The platform's number, for whoever asks it for help. */
      code: string
    }

interface ConsentPorts {
  site: Site
  consent(query: ConsentQuery): Promise<Consented>
}

/** The page on which an administrator of the Official Account lands after consenting. */
export async function zaloConsentPage(
  app: FastifyInstance,
  { site, consent }: ConsentPorts,
): Promise<void> {
  app.get<{ Querystring: Record<string, unknown> }>(callbackPath, async (request, reply) => {
    const { code, oa_id, state } = request.query
    const outcome = await consent({ code: word(code), oa_id: word(oa_id), state: word(state) })
    const page = <ConsentPage site={site} outcome={outcome} />
    return sendPage(reply, page, { status: outcome.ok ? 200 : 400 })
  })
}

/** A parameter that comes twice is none. */
const word = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function ConsentPage({ site, outcome }: { site: Site; outcome: Consented }) {
  const title = outcome.ok ? 'Đã nối Zalo OA' : 'Chưa nối được Zalo OA'
  return (
    <Layout site={site} title={title} audience="officer">
      <section class="card">
        <h1>{title}</h1>
        {outcome.ok ? (
          <p>
            OA đã cấp quyền cho Cầu Nối. Từ nay hệ thống tự giữ và tự làm mới quyền này; tin nhắn
            đang chờ được gửi ngay. Anh/Chị đóng trang này được rồi.
          </p>
        ) : (
          <>
            <p>{whatToDo[outcome.why]}</p>
            {outcome.code && <p class="quiet">Mã của Zalo: {outcome.code}</p>}
          </>
        )}
      </section>
    </Layout>
  )
}

const again = 'In liên kết mới bằng lệnh “cau-noi setup zalo” rồi mở lại.'

const whatToDo: Record<Extract<Consented, { ok: false }>['why'], string> = {
  refused: `Zalo không nhận mã này: mã chỉ dùng được một lần, trong 10 phút. ${again} Nếu vẫn vậy, xin so lại địa chỉ callback và code challenge trong trang nhà phát triển của Zalo với những gì lệnh đã in.`,
  'another-oa':
    'Quyền vừa cấp là của một OA khác, không phải OA đã khai trong ZALO_OA_ID. Xin đăng nhập bằng tài khoản quản trị đúng OA rồi mở lại liên kết.',
  failed: `Chưa hỏi được Zalo nên chưa lưu gì. ${again}`,
  'old-link': `Liên kết này đã quá một ngày hoặc không phải do hệ thống này tạo ra. ${again}`,
  'no-code': `Zalo không gửi kèm mã, có thể Anh/Chị đã không bấm đồng ý. ${again}`,
}
