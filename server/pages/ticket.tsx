import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import type { TicketKind, TicketState } from '../../desk/ticket.ts'
import { Layout, type Site } from './layout.tsx'
import { limitAddress } from './limit-address.ts'
import { Problem } from './problem.tsx'
import { type ServedFile, sendFile } from './send-file.ts'
import { sendPage } from './send-page.ts'
import { type SentFile, SentFiles } from './sent-files.tsx'
import { type Step, Steps } from './steps.tsx'
import { LinkedText } from './text.tsx'
import { day, dayAndTime, kindWords, stateWords } from './words.ts'

/** What a ticket's citizen sees. No name, phone or words of theirs: a link may be passed on. */
export interface CitizenTicket {
  code: string
  kind: TicketKind
  /** The field in words. */
  field: string
  state: TicketState
  office: string
  receivedAt: Date
  dueAt: Date
  /** Public steps only, last first. */
  steps: Step[]
  /** What the office wrote for the citizen, last first. */
  answers: { at: Date; text: string }[]
  /** What they sent along. */
  files?: SentFile[]
  /** The officer's open question, while the state is need-info. */
  asked?: string
}

export interface CitizenTickets {
  /** Undefined for an unknown code and for a wrong secret alike; must take the same time for both. */
  open(code: string, secret: string): Promise<CitizenTicket | undefined>
  file(
    code: string,
    secret: string,
    id: string,
  ): Promise<(ServedFile & { name: string }) | undefined>
}

interface TicketPorts {
  site: Site
  tickets: CitizenTickets
  now?: () => Date
}

const address = /^(PA-\d{4}-\d{6,12})\.([\w-]{8,64})$/

/** The page of one ticket behind its unguessable link, /t/CODE.secret. */
export async function ticketPages(
  app: FastifyInstance,
  { site, tickets, now = () => new Date() }: TicketPorts,
): Promise<void> {
  await limitAddress(app, site)
  app.get<{ Params: { codeAndSecret: string } }>('/t/:codeAndSecret', async (request, reply) => {
    const [, code, secret] = address.exec(request.params.codeAndSecret) ?? []
    const ticket = code && secret ? await tickets.open(code, secret) : undefined
    if (!ticket) return sendPage(reply, <NotFound site={site} />, { status: 404 })
    return sendPage(reply, <TicketPage site={site} ticket={ticket} now={now()} />)
  })

  app.get<{ Params: { codeAndSecret: string; id: string } }>(
    '/t/:codeAndSecret/tep/:id',
    async ({ params }, reply) => {
      const [, code, secret] = address.exec(params.codeAndSecret) ?? []
      const file = code && secret ? await tickets.file(code, secret, params.id) : undefined
      if (!file) return sendPage(reply, <NotFound site={site} />, { status: 404 })
      return sendFile(reply, file.name, file)
    },
  )
}

function NotFound({ site }: { site: Site }): JSX.Element {
  return (
    <Problem site={site} title="Không tìm thấy phiếu">
      <p>
        Liên kết này không đúng hoặc chưa đủ. Xin mở lại liên kết trong tin nhắn tiếp nhận, hoặc gõ
        mã phiếu cho trợ lý ảo.
      </p>
    </Problem>
  )
}

const open: TicketState[] = ['received', 'sent', 'in-progress', 'need-info']

const next: Record<TicketState, string> = {
  received: 'Phiếu sẽ được chuyển đến cơ quan xử lý.',
  sent: 'Cơ quan xử lý sẽ xem và nhận phiếu.',
  'in-progress': 'Cơ quan đang xử lý. Trả lời sẽ hiện ở trang này và trong cuộc trò chuyện.',
  'need-info': 'Cơ quan đang chờ Anh/Chị bổ sung. Thời hạn tạm dừng trong lúc chờ.',
  answered: 'Nếu chưa rõ, Anh/Chị có thể nhắn lại cho trợ lý ảo.',
  closed: 'Việc này đã kết thúc. Anh/Chị có thể gửi phản ánh mới.',
  withdrawn: 'Anh/Chị đã rút phiếu này.',
}

interface TicketPageProps {
  site: Site
  ticket: CitizenTicket
  now: Date
}

function TicketPage({ site, ticket, now }: TicketPageProps): JSX.Element {
  const { code, kind, field, state, office, receivedAt, dueAt, steps, answers, asked } = ticket
  const late = open.includes(state) && state !== 'need-info' && dueAt < now
  return (
    <Layout site={site} title={code} audience="citizen">
      <section class="card">
        <h1>{code}</h1>
        <p class="states">
          <span class="state">{stateWords[state]}</span>
          {late && <span class="state late">Đã quá hạn</span>}
        </p>
        <p>
          {late
            ? 'Xin lỗi Anh/Chị, việc này chưa được trả lời đúng hạn. Anh/Chị có thể gặp cán bộ qua trợ lý ảo.'
            : next[state]}
        </p>
        <dl class="facts">
          <dt>Nội dung</dt>
          <dd>
            {kindWords[kind]} · {field}
          </dd>
          <dt>Nơi xử lý</dt>
          <dd>{office}</dd>
          <dt>Tiếp nhận</dt>
          <dd>{dayAndTime(receivedAt)}</dd>
          <dt>Hạn trả lời</dt>
          <dd>{day(dueAt)}</dd>
        </dl>
      </section>
      {asked && (
        <section class="card">
          <h2>Cơ quan cần Anh/Chị bổ sung</h2>
          <p class="words">
            <LinkedText text={asked} />
          </p>
          <p>Xin trả lời trong cuộc trò chuyện nơi Anh/Chị đã gửi, kèm mã {code}.</p>
        </section>
      )}
      {answers.length > 0 && (
        <section class="card">
          <h2>Trả lời của cơ quan</h2>
          {answers.map(({ at, text }) => (
            <blockquote>
              <p class="words">
                <LinkedText text={text} />
              </p>
              <footer>{dayAndTime(at)}</footer>
            </blockquote>
          ))}
        </section>
      )}
      {ticket.files && ticket.files.length > 0 && (
        <section class="card">
          <SentFiles files={ticket.files} />
        </section>
      )}
      <section class="card">
        <h2>Diễn biến</h2>
        <Steps steps={steps} />
      </section>
      <p class="quiet">Ai có liên kết này đều xem được trang. Xin không đăng công khai.</p>
    </Layout>
  )
}
