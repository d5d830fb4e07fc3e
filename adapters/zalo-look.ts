import type { Look } from './look.ts'
import { seeOa } from './zalo-oa.ts'
import type { Tokens } from './zalo-token.ts'

interface ZaloAccess {
  apiUrl: string
  oaId: string
  tokens: Pick<Tokens, 'token'>
}

/** Asks Zalo about the Official Account. Whether its webhook is on, only its console tells. */
export async function lookAtZalo({ apiUrl, oaId, tokens }: ZaloAccess): Promise<Look> {
  const token = await tokens.token()
  if (!token.ok) {
    return {
      ok: false,
      note:
        token.verdict === 'wake'
          ? `there is no usable token (${token.code}); an OA admin must consent: run cau-noi setup zalo`
          : `the token cannot be renewed now (${token.code}); it is tried again`,
    }
  }
  const seen = await seeOa(apiUrl, token.value)
  if (!seen.ok) return { ok: false, note: whatToDo(seen.code) }
  if (seen.id !== oaId) {
    return { ok: false, note: 'the token is of another Official Account than ZALO_OA_ID' }
  }
  if (!seen.verified) {
    return { ok: false, note: `OA "${seen.name}" is not verified: Zalo refuses what it sends` }
  }
  const kind = seen.package ? `, package ${seen.package}` : ''
  return { ok: true, note: `OA "${seen.name}"${kind}, the token works` }
}

/** Zalo's codes (adapters/zalo-errors.ts) in an operator's words. */
function whatToDo(code: string): string {
  switch (code) {
    case '-124':
    case '-216':
    case '-220':
      return `Zalo refuses the token (${code}); when it stays so for ten minutes run cau-noi setup zalo`
    case '-204':
    case '-205':
      return `the OA is disabled or deleted (${code})`
    case '-209':
      return `the app is not activated (${code}): activate it at developers.zalo.me`
    case '-212':
    case '-223':
      return `the OA has not granted this right (${code}): tick it in the console, then cau-noi setup zalo`
    case '-219':
      return `the app is removed or disabled (${code})`
    case '-221':
      return `the OA is not verified (${code})`
    case '-224':
      return `the OA's package does not include this (${code})`
    case '-242':
      return `the app wants appsecret_proof (${code}): switch that off in the console`
    default:
      return `Zalo answers ${code}; does this machine reach ZALO_API_URL?`
  }
}
