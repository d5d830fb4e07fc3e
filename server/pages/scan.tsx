import type { FastifyInstance } from 'fastify'
import { Layout, type Site } from './layout.tsx'
import { readRef } from './ref.ts'
import { sendPage } from './send-page.ts'

/** Where a scanned code leads to, on every channel that the province has. */
export interface Scans {
  /** `Phường Hoa Lư`; undefined for a code that means nothing here: the page is an ordinary start then. */
  nameOf(ref: string): string | undefined
  /** The Page's id, the Official Account's id. */
  messenger?: string | undefined
  zalo?: string | undefined
}

/** One printed code for all: the page of a scanned code, from which the citizen picks a channel. */
export async function scanPages(
  app: FastifyInstance,
  { site, scans }: { site: Site; scans: Scans },
): Promise<void> {
  app.get<{ Params: { ref: string } }>('/q/:ref', async (request, reply) => {
    const ref = readRef(request.params.ref)
    const name = ref && scans.nameOf(ref)
    // What means nothing is not handed on.
    return sendPage(reply, <ScanPage site={site} scans={scans} name={name} given={name && ref} />)
  })
}

interface ScanProps {
  site: Site
  scans: Scans
  name: string | undefined
  given: string | undefined
}

function ScanPage({ site, scans, name, given }: ScanProps) {
  const { messenger, zalo } = scans
  return (
    <Layout site={site} title={name ?? 'Trợ lý ảo'} audience="citizen">
      <section class="card">
        <h1>{name ?? 'Trợ lý ảo'}</h1>
        <p>Hỏi thủ tục, gửi phản ánh, tra cứu kết quả. Anh/Chị muốn nhắn ở đâu?</p>
        <p>
          <a class="button" href={given ? `/chat?start=${given}` : '/chat'}>
            Nhắn ngay tại đây
          </a>
        </p>
        {zalo && (
          <p>
            <a class="button" href={`https://zalo.me/${zalo}`}>
              Mở Zalo
            </a>
            {given && (
              <>
                {' '}
                rồi gửi mã <strong>{given}</strong>
              </>
            )}
          </p>
        )}
        {messenger && (
          <p>
            <a class="button" href={`https://m.me/${messenger}${given ? `?ref=${given}` : ''}`}>
              Mở Messenger
            </a>
          </p>
        )}
      </section>
    </Layout>
  )
}
