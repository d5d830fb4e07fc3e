import type { FastifyInstance } from 'fastify'
import { Layout, type Site } from './layout.tsx'
import { Problem } from './problem.tsx'
import { sendPage } from './send-page.ts'
import { dayAndTime } from './words.ts'

/** What became of a request to erase somebody's data. */
export type DeletionState = { done: false; since: Date } | { done: true }

interface DeletionPorts {
  site: Site
  /** Undefined for a code that we never gave out. */
  state(code: string): Promise<DeletionState | undefined>
}

/** Facebook shows its people this page's address when they ask that we forget them. */
export async function deletionPages(
  app: FastifyInstance,
  { site, state }: DeletionPorts,
): Promise<void> {
  app.get<{ Params: { code: string } }>('/xoa-du-lieu/:code', async (request, reply) => {
    const { code } = request.params
    const found = await state(code)
    if (!found) return sendPage(reply, <Unknown site={site} />, { status: 404 })
    return sendPage(reply, <DeletionPage site={site} code={code} state={found} />)
  })
}

function Unknown({ site }: { site: Site }) {
  return (
    <Problem site={site} title="Không tìm thấy yêu cầu">
      <p>Mã này không đúng hoặc chưa đủ. Xin mở lại liên kết mà Facebook đã đưa.</p>
    </Problem>
  )
}

function DeletionPage({ site, code, state }: { site: Site; code: string; state: DeletionState }) {
  return (
    <Layout site={site} title="Yêu cầu xóa dữ liệu" audience="citizen">
      <section class="card">
        <h1>Yêu cầu xóa dữ liệu</h1>
        <p class="states">
          <span class="state">{state.done ? 'Đã xử lý' : 'Đang xử lý'}</span>
        </p>
        <p>
          {state.done
            ? 'Yêu cầu này đã được xử lý.'
            : `Cơ quan đã nhận yêu cầu lúc ${dayAndTime(state.since)}. Cán bộ sẽ tìm và xóa cuộc trò chuyện của Anh/Chị trên Messenger.`}
        </p>
        <p>
          Nội dung phản ánh đã gửi được cơ quan lưu theo quy định, không kèm tên và cách liên hệ của
          Anh/Chị.
        </p>
        <p class="quiet">Mã yêu cầu: {code}</p>
      </section>
    </Layout>
  )
}
