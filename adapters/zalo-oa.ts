import { z } from 'zod'
import { get } from './http.ts'
import { Id, optional, parseLossless } from './wire.ts'

/** The Official Account that an access token belongs to, as Zalo tells it. */
export type OaSeen =
  | { ok: true; id: string; name: string; verified: boolean; package?: string }
  | { ok: false; code: string }

const Answer = z.object({
  error: z.coerce.number(),
  data: optional(
    z.object({
      oa_id: optional(Id),
      // The older spelling of the same id.
      oaid: optional(Id),
      name: z.string().catch(''),
      is_verified: z.boolean().catch(false),
      package_name: optional(z.string()),
    }),
  ),
})

/** One look at the account; its codes never hold the token. */
export async function seeOa(apiUrl: string, accessToken: string): Promise<OaSeen> {
  const answer = await get(`${apiUrl}/v2.0/oa/getoa`, { headers: { access_token: accessToken } })
  if (!answer.got) return { ok: false, code: answer.code }
  const read = Answer.safeParse(parseLossless(answer.body))
  if (!read.success) return { ok: false, code: `http-${answer.status}` }
  const { error, data } = read.data
  const id = data?.oa_id ?? data?.oaid
  if (error !== 0 || !data || !id) return { ok: false, code: String(error) }
  const { name, is_verified: verified, package_name } = data
  return { ok: true, id, name, verified, ...(package_name && { package: package_name }) }
}
