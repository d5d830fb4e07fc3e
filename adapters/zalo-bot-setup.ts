import { z } from 'zod'
import { post } from './http.ts'
import type { Look } from './look.ts'
import { optional, parseLossless } from './wire.ts'

export interface BotAccess {
  /** Stands in the path of every call: keep addresses out of logs. */
  token: string
  /** https://bot-api.zaloplatforms.com */
  apiUrl: string
}

export interface BotHook {
  /** Where Zalo delivers: https://…/webhooks/zalo-bot */
  url: string
  secret: string
}

const Answer = z.object({
  ok: z.boolean(),
  error_code: optional(z.coerce.number()),
  errorCode: optional(z.coerce.number()),
  result: z.unknown().optional(),
})
const Bot = z.object({ account_name: z.string().catch('') })
const Hook = z.object({
  url: optional(z.string()),
  verification: optional(z.object({ ok: z.boolean(), outcome: optional(z.string()) })),
})

/** Points the bot at us; Zalo tries the address at once and says how that went. */
export async function setUpZaloBot(access: BotAccess, { url, secret }: BotHook): Promise<Look> {
  const told = await call(access, 'setWebhook', { url, secret_token: secret }, Hook)
  if (!told.ok) return { ok: false, note: whatToDo(told.code) }
  // The outer "ok" is true even when Zalo's own try failed.
  const { verification } = told.value
  if (verification?.ok) return { ok: true, note: `${url} takes the bot's messages` }
  const outcome = verification?.outcome ?? 'no word about it'
  return {
    ok: false,
    note: `Zalo tried ${url} and failed (${outcome}); the product must run there, over HTTPS, without a redirect`,
  }
}

/** Does the token work, and does the bot deliver to us? */
export async function lookAtZaloBot(access: BotAccess, url: string | undefined): Promise<Look> {
  const bot = await call(access, 'getMe', {}, Bot)
  if (!bot.ok) return { ok: false, note: whatToDo(bot.code) }
  const hook = await call(access, 'getWebhookInfo', {}, Hook)
  if (!hook.ok) return { ok: false, note: `its webhook cannot be read (${hook.code})` }
  if (url && hook.value.url !== url) {
    return { ok: false, note: `the bot delivers elsewhere or nowhere; run: cau-noi setup zalo-bot` }
  }
  return { ok: true, note: `bot "${bot.value.account_name}", the token works` }
}

async function call<T>(
  { token, apiUrl }: BotAccess,
  method: string,
  asked: unknown,
  schema: z.ZodType<T>,
): Promise<{ ok: true; value: T } | { ok: false; code: string }> {
  const answer = await post(`${apiUrl}/bot${token}/${method}`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
    timeoutMs: 4_000,
  })
  if (!answer.got) return { ok: false, code: answer.code }
  const read = Answer.safeParse(parseLossless(answer.body))
  if (!read.success) return { ok: false, code: `http-${answer.status}` }
  const { ok, error_code, errorCode, result } = read.data
  const value = schema.safeParse(result)
  if (ok && value.success) return { ok: true, value: value.data }
  return { ok: false, code: String(error_code ?? errorCode ?? `http-${answer.status}`) }
}

const whatToDo = (code: string): string =>
  code === '401' || code === '404'
    ? `Zalo does not know ZALO_BOT_TOKEN (${code}); Zalo Bot Creator shows the present one`
    : `Zalo answers ${code}; does this machine reach ZALO_BOT_API_URL?`
