import type { JSX } from 'preact'
import type { DeskAction, DeskView } from './desk-view.ts'
import { Layout, type Site } from './layout.tsx'
import { SentFiles } from './sent-files.tsx'
import { Steps } from './steps.tsx'
import { readable } from './text.tsx'
import { day, dayAndTime, kindWords, stateWords } from './words.ts'

/** UTF-16 units. */
export const longestAnswer = 5000

interface ActionForm {
  title: string
  button: string
  /** Who will read the text; absent where nothing is written. */
  label?: string
  seenByCitizen?: boolean
  hint: string
}

export const forms: Record<DeskAction, ActionForm> = {
  accept: {
    title: 'Nhận xử lý',
    button: 'Nhận xử lý',
    hint: 'Người dân tra cứu phiếu sẽ thấy cơ quan đang xử lý.',
  },
  answer: {
    title: 'Trả lời người dân',
    button: 'Gửi trả lời',
    label: 'Nội dung trả lời',
    seenByCitizen: true,
    hint: 'Xin viết ngắn, rõ, kèm căn cứ nếu có.',
  },
  'need-info': {
    title: 'Cần thêm thông tin',
    button: 'Gửi câu hỏi',
    label: 'Cần người dân bổ sung điều gì?',
    seenByCitizen: true,
    hint: 'Thời hạn tạm dừng cho đến khi người dân trả lời.',
  },
  done: {
    title: 'Đã hoàn thành',
    button: 'Báo hoàn thành',
    label: 'Đã làm gì, khi nào, bằng chứng ở đâu?',
    seenByCitizen: true,
    hint: 'Ví dụ: biên bản số mấy, ảnh sau khi sửa lưu ở đâu.',
  },
  'not-ours': {
    title: 'Không thuộc thẩm quyền',
    button: 'Trả lại phiếu',
    label: 'Vì sao, và nơi nào có thẩm quyền?',
    seenByCitizen: false,
    hint: 'Phiếu được chuyển đến nơi khác có thẩm quyền, hoặc về đầu mối điều phối.',
  },
}

export interface Typed {
  action: DeskAction
  text: string
}

interface DeskPageProps {
  site: Site
  ticket: DeskView
  now: Date
  /** What was just recorded. */
  notice?: string
  /** Why the last press was not accepted, with what was typed. */
  fault?: { problem: string; typed?: Typed }
}

export function DeskPage({ site, ticket, now, notice, fault }: DeskPageProps): JSX.Element {
  const { code, kind, field, urgent, state, actions, version, steps } = ticket
  const late = actions.length > 0 && state !== 'need-info' && ticket.dueAt < now
  return (
    <Layout site={site} title={code} audience="officer">
      {notice && (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      {fault && (
        <p class="fault" role="alert">
          {fault.problem}
        </p>
      )}
      <article class="card">
        <h1>{code}</h1>
        <p class="states">
          <span class="state">{stateWords[state]}</span>
          {urgent && <span class="state late">Khẩn</span>}
          {late && <span class="state late">Quá hạn</span>}
        </p>
        <dl class="facts">
          <dt>Loại, lĩnh vực</dt>
          <dd>
            {kindWords[kind]} · {field}
          </dd>
          {ticket.place && (
            <>
              <dt>Nơi xảy ra</dt>
              <dd>{readable(ticket.place)}</dd>
            </>
          )}
          <dt>Nơi xử lý</dt>
          <dd>{ticket.office}</dd>
          <dt>Tiếp nhận</dt>
          <dd>{dayAndTime(ticket.receivedAt)}</dd>
          <dt>Hạn trả lời</dt>
          <dd>
            <strong>{day(ticket.dueAt)}</strong>
          </dd>
          {ticket.contact && (
            <>
              <dt>Người kiến nghị</dt>
              <dd>{readable(ticket.contact)}</dd>
            </>
          )}
        </dl>
        <h2>Người dân viết</h2>
        {/* Not linked on purpose: an address in a citizen's words may lead anywhere. */}
        <blockquote>
          <p class="words" dir="auto">
            {readable(ticket.content)}
          </p>
        </blockquote>
        <SentFiles files={ticket.files ?? []} />
      </article>
      <section aria-labelledby="viec">
        <h2 id="viec">Xử lý</h2>
        {actions.length === 0 && <p class="quiet">Phiếu này không cần xử lý thêm.</p>}
        {actions.map((action) => (
          <Press
            action={action}
            version={version}
            text={fault?.typed?.action === action ? fault.typed.text : undefined}
          />
        ))}
      </section>
      <section class="card">
        <h2>Diễn biến</h2>
        <Steps steps={steps} />
      </section>
    </Layout>
  )
}

interface PressProps {
  action: DeskAction
  version: string
  /** What was typed in a press that was refused: the form stands open with it. */
  text: string | undefined
}

function Press({ action, version, text }: PressProps): JSX.Element {
  const { title, button, label, seenByCitizen, hint } = forms[action]
  const fieldId = `noi-dung-${action}`
  const form = (
    <form method="post">
      <input type="hidden" name="action" value={action} />
      <input type="hidden" name="version" value={version} />
      {label && (
        <>
          <label for={fieldId}>{label}</label>
          <p class={seenByCitizen ? 'reader public' : 'reader'}>
            {seenByCitizen
              ? 'Người dân sẽ đọc nguyên văn.'
              : 'Chỉ trong cơ quan, người dân không thấy.'}
          </p>
          <textarea
            id={fieldId}
            name="text"
            rows={5}
            required
            maxLength={longestAnswer}
            aria-describedby={`${fieldId}-goi-y`}
            aria-invalid={text !== undefined}
          >
            {text}
          </textarea>
        </>
      )}
      <p id={`${fieldId}-goi-y`} class="quiet">
        {hint}
      </p>
      <button type="submit" class="button">
        {button}
      </button>
    </form>
  )
  if (!label) return <div class="card">{form}</div>
  return (
    <details class="card" open={text !== undefined}>
      <summary>{title}</summary>
      {form}
    </details>
  )
}
