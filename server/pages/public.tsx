import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import type { TicketState } from '../../desk/ticket.ts'
import { grouped, onTimeWords, type PublishedCount, receivedWords, total } from './figures.ts'
import { Layout, type Site } from './layout.tsx'
import { limitAddress } from './limit-address.ts'
import { Problem } from './problem.tsx'
import { sendPage } from './send-page.ts'
import { day, dayAndTime, number, stateWords } from './words.ts'

/** Tickets received in a period. */
export interface Figures {
  from: Date
  to: Date
  /** By field, in words. */
  fields: { label: string; count: number }[]
  states: { state: TicketState; count: number }[]
  /** Of those answered. */
  onTime: number
  late: number
  countedAt: Date
}

export interface PublicFigures {
  figures(): Promise<Figures>
}

/** What everybody may see: the figures; and the way in, which is the chat. */
export async function publicPages(
  app: FastifyInstance,
  { site, results }: { site: Site; results: PublicFigures },
): Promise<void> {
  await limitAddress(app, site)
  app.get('/', async (_request, reply) => reply.redirect('/chat', 302))

  app.get('/cong-khai', async (request, reply) => {
    const figures = await results.figures()
    const byField = total(figures.fields)
    const byState = total(stateCounts(figures))
    if (byField !== byState) {
      request.log.error({ byField, byState }, 'public figures do not add up: not published')
      return sendPage(reply, <NotReady site={site} />, { status: 503 })
    }
    return sendPage(reply, <FiguresPage site={site} figures={figures} />)
  })
}

const stateCounts = ({ states }: Figures) =>
  states.map(({ state, count }) => ({ label: stateWords[state], count }))

function NotReady({ site }: { site: Site }): JSX.Element {
  return (
    <Problem site={site} title="Số liệu đang được đối chiếu">
      <p>Các con số chưa khớp nhau nên chưa công bố. Xin xem lại sau.</p>
    </Problem>
  )
}

function FiguresPage({ site, figures }: { site: Site; figures: Figures }): JSX.Element {
  const { from, to, fields, onTime, late, countedAt } = figures
  return (
    <Layout site={site} title="Công khai kết quả" audience="citizen">
      <h1>Kết quả tiếp nhận, trả lời phản ánh, kiến nghị</h1>
      <p class="quiet">
        Tiếp nhận từ {day(from)} đến {day(to)}. Số liệu lúc {dayAndTime(countedAt)}.
      </p>
      <dl class="card facts">
        <dt>Đã tiếp nhận</dt>
        <dd>{receivedWords(total(fields))}</dd>
        <dt>Trả lời</dt>
        <dd>{onTimeWords(onTime, late)}</dd>
      </dl>
      <Table title="Theo lĩnh vực" head="Lĩnh vực" rows={grouped(fields, 'Các lĩnh vực khác')} />
      <Table
        title="Theo tình trạng"
        head="Tình trạng"
        rows={grouped(stateCounts(figures), 'Các tình trạng khác')}
      />
      <p class="quiet">
        Mục có dưới 5 phiếu được gộp lại để không ai bị nhận ra. Trang này không nêu nội dung và
        người gửi.
      </p>
    </Layout>
  )
}

interface TableProps {
  title: string
  head: string
  rows: PublishedCount[]
}

function Table({ title, head, rows }: TableProps): JSX.Element {
  const greatest = Math.max(1, ...rows.map(({ count }) => count ?? 0))
  return (
    <section class="card">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p>Không phát sinh</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col">Số phiếu</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, count }) => (
              <tr>
                <th scope="row">
                  {label}
                  <Bar share={(count ?? 0) / greatest} />
                </th>
                <td>{count === undefined ? 'dưới 5' : number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** The number beside it says the same in words. */
function Bar({ share }: { share: number }): JSX.Element {
  return (
    <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width={share * 100} height={1} />
    </svg>
  )
}
