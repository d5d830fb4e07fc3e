import type { FastifyInstance } from 'fastify'
import type { ComponentChildren, JSX } from 'preact'
import { Layout, type Site } from './layout.tsx'
import { Problem } from './problem.tsx'
import type { ChannelView, PaperView, Procedures, ProcedureView } from './procedure-view.ts'
import { sendPage } from './send-page.ts'
import { LinkedText, OutLink, safeHref } from './text.tsx'
import { day, number } from './words.ts'

interface ProcedurePorts {
  site: Site
  procedures: Procedures
  now?: () => Date
}

/** A procedure to print and take along: papers to tick off, fee, time, place, source and its day. */
export async function procedurePages(
  app: FastifyInstance,
  { site, procedures, now = () => new Date() }: ProcedurePorts,
): Promise<void> {
  app.get<{ Params: { code: string } }>('/thu-tuc/:code', async (request, reply) => {
    const procedure = procedures.procedure(request.params.code)
    if (!procedure) return sendPage(reply, <NotFound site={site} />, { status: 404 })
    return sendPage(reply, <ProcedurePage site={site} procedure={procedure} today={now()} />)
  })
}

function NotFound({ site }: { site: Site }): JSX.Element {
  return (
    <Problem site={site} title="Không tìm thấy thủ tục">
      <p>Mã thủ tục này không có trong dữ liệu của tỉnh. Xin hỏi trợ lý ảo bằng tên thủ tục.</p>
    </Problem>
  )
}

const ways = { 'in-person': 'Nộp trực tiếp', online: 'Nộp trực tuyến', post: 'Gửi qua bưu chính' }
const units = { wd: 'ngày làm việc', cd: 'ngày', wh: 'giờ làm việc' }
const inDoubt = 'Nguồn ghi chưa rõ, xin hỏi nơi tiếp nhận'

interface PageProps {
  site: Site
  procedure: ProcedureView
  today: Date
}

function ProcedurePage({ site, procedure, today }: PageProps): JSX.Element {
  const { code, title, cases, channels, source } = procedure
  const doubtful = (field: string): boolean =>
    procedure.doubts.some((doubt) => doubt.field === field)
  const expired = procedure.validTo !== undefined && isoDay(procedure.validTo) < today
  return (
    <Layout site={site} title={title} audience="citizen" scripts={['print.js']}>
      <h1>{title}</h1>
      <p class="quiet">
        Mã {code}
        {procedure.decision && ` · Quyết định ${procedure.decision}`}
      </p>
      {expired && (
        <p class="fault">
          Thủ tục này đã hết hiệu lực ngày {day(isoDay(procedure.validTo ?? ''))}. Xin hỏi cán bộ
          trước khi chuẩn bị hồ sơ.
        </p>
      )}
      {!procedure.reviewed && (
        <p class="sample">
          Lấy nguyên từ dữ liệu quốc gia, tỉnh chưa rà soát. Xin hỏi lại nơi tiếp nhận nếu có điểm
          khác.
        </p>
      )}
      <section class="card">
        <h2>Giấy tờ cần chuẩn bị</h2>
        {cases.length === 0 && <p>Nguồn không nêu giấy tờ. Xin hỏi nơi tiếp nhận.</p>}
        {cases.map(({ name, papers }) => (
          <>
            {name && <h3>{name}</h3>}
            <ul class="papers">
              {papers.map((paper) => (
                <Paper {...paper} />
              ))}
            </ul>
          </>
        ))}
      </section>
      {channels.length > 0 && (
        <section class="card">
          <h2>Cách nộp, thời hạn, phí</h2>
          {channels.map((channel) => (
            <Channel
              channel={channel}
              feeInDoubt={doubtful('fee')}
              timeInDoubt={doubtful('time')}
            />
          ))}
        </section>
      )}
      <section class="card">
        <h2>Nơi giải quyết</h2>
        <dl class="facts">
          <Fact name="Nơi nộp">{procedure.place}</Fact>
          <Fact name="Cơ quan">{procedure.agency}</Fact>
          <Fact name="Ai được nộp">{procedure.audience.join('; ')}</Fact>
          <Fact name="Điều kiện">{procedure.conditions}</Fact>
          <Fact name="Kết quả">{procedure.result}</Fact>
        </dl>
      </section>
      {procedure.steps && (
        <section class="card">
          <h2>Các bước</h2>
          <p class="words">
            <LinkedText text={procedure.steps} />
          </p>
        </section>
      )}
      {procedure.law.length > 0 && (
        <section class="card">
          <h2>Căn cứ pháp lý</h2>
          <ul>
            {procedure.law.map(({ number, title }) => (
              <li>{number ? `${number}: ${title}` : title}</li>
            ))}
          </ul>
        </section>
      )}
      <p class="quiet">
        Theo dữ liệu ngày {day(isoDay(source.retrieved))}. Nguồn: <Source {...source} />.
      </p>
      <button id="print" type="button" class="button" hidden>
        In trang này
      </button>
    </Layout>
  )
}

function Paper({ name, form, original, copies, note }: PaperView): JSX.Element {
  const amounts = [
    original ? `bản chính: ${original}` : '',
    copies ? `bản sao: ${copies}` : '',
    form ? `mẫu ${form}` : '',
  ].filter(Boolean)
  return (
    <li>
      <label>
        <input type="checkbox" />
        <span>
          {name}
          {amounts.length > 0 && <span class="quiet"> ({amounts.join('; ')})</span>}
          {note && <span class="quiet"> {note}</span>}
        </span>
      </label>
    </li>
  )
}

interface ChannelProps {
  channel: ChannelView
  feeInDoubt: boolean
  timeInDoubt: boolean
}

function Channel({ channel, feeInDoubt, timeInDoubt }: ChannelProps): JSX.Element {
  const { way, caseName, note } = channel
  return (
    <>
      <h3>{caseName ? `${ways[way]}: ${caseName}` : ways[way]}</h3>
      <dl class="facts">
        <Fact name="Thời hạn">{timeInDoubt ? inDoubt : timeWords(channel)}</Fact>
        <Fact name="Phí, lệ phí">{feeInDoubt ? inDoubt : feeWords(channel.fee)}</Fact>
        <Fact name="Ghi chú">{note}</Fact>
      </dl>
    </>
  )
}

/** The source's words win over its number: they carry the condition. */
function timeWords({ time, timeText }: ChannelView): string {
  if (timeText) return timeText
  return time ? `${number(time.n)} ${units[time.unit]}` : inDoubt
}

function feeWords(fee: ChannelView['fee']): string {
  if (fee?.text) return fee.text
  if (fee?.amount !== undefined) return `${number(fee.amount)} đồng`
  return fee?.free ? 'Không thu' : inDoubt
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (!children) return null
  return (
    <>
      <dt>{name}</dt>
      <dd class="words">{children}</dd>
    </>
  )
}

function Source({ name, url }: ProcedureView['source']): JSX.Element {
  const href = url && safeHref(url)
  return href ? <OutLink href={href} label={name} /> : <span>{name}</span>
}

/** Noon, so that the day is the same in Việt Nam and where the server stands. */
const isoDay = (date: string): Date => new Date(`${date}T12:00:00+07:00`)
