import type { FastifyInstance } from 'fastify'
import type { ComponentChildren, JSX } from 'preact'
import { Layout, type Site } from './layout.tsx'
import { Problem } from './problem.tsx'
import type { CaseView, PaperView, Procedures, ProcedureView } from './procedure-view.ts'
import { QrCode } from './qr-code.tsx'
import { sendPage } from './send-page.ts'
import { LinkedText, OutLink, safeHref } from './text.tsx'
import { Ways } from './ways.tsx'
import { day } from './words.ts'

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
  app.get<Asked>('/thu-tuc/:code', async ({ params, query }, reply) => {
    const procedure = procedures.procedure(params.code, query['truong-hop'])
    if (!procedure) return sendPage(reply, <NotFound site={site} />, { status: 404 })
    return sendPage(reply, <ProcedurePage site={site} procedure={procedure} today={now()} />)
  })
}

interface Asked {
  Params: { code: string }
  Querystring: { 'truong-hop'?: string }
}

function NotFound({ site }: { site: Site }): JSX.Element {
  return (
    <Problem site={site} title="Không tìm thấy thủ tục">
      <p>Mã thủ tục này không có trong dữ liệu của tỉnh. Xin hỏi trợ lý ảo bằng tên thủ tục.</p>
    </Problem>
  )
}

interface PageProps {
  site: Site
  procedure: ProcedureView & { own?: CaseView }
  today: Date
}

function ProcedurePage({ site, procedure, today }: PageProps): JSX.Element {
  const { code, title, cases, channels, source, own } = procedure
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
      {own && (
        <p class="own-case">
          <strong>Trường hợp của Anh/Chị: {own.title}.</strong> {own.says}
        </p>
      )}
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
          <Ways channels={channels} feeInDoubt={doubtful('fee')} timeInDoubt={doubtful('time')} />
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
      <p class="back">
        <QrCode
          url={`${site.publicUrl}/chat?hoi=${code}`}
          label={`Mã QR: hỏi tiếp trợ lý về thủ tục ${code}`}
        />
        <span>
          Quét để hỏi tiếp trợ lý về thủ tục này, hoặc{' '}
          <a href={`/chat?hoi=${code}`}>mở cuộc trò chuyện</a>.
        </span>
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
    form ? `mẫu ${form.replace(/^Mẫu /, '')}` : '',
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
