import { openCustodian } from '../app/custodian.ts'
import { secretKey } from '../app/secret-key.ts'
import { afterConsent, type Consent, zaloConsent } from '../app/zalo-consent.ts'
import { BadInput, FinalError } from '../border.ts'
import { type Config, readConfig } from '../config.ts'
import { menuChoices } from '../flows/welcome.ts'
import { type Consented, type ConsentQuery, callbackPath } from '../server/pages/zalo-consent.tsx'
import { processId } from '../store/facts.ts'
import { withStore } from './open-store.ts'
import { print, printJson } from './output.ts'
import { askRunning } from './running.ts'

/** Zalo has no interface for its menu; what a person does in its consoles is told, ready to copy. */
export async function setupZalo({ code, json }: { code?: string; json?: boolean }): Promise<void> {
  const config = readConfig(process.env, 'tool')
  const { zalo, publicUrl } = config
  if (!zalo) throw new FinalError('Zalo is off: set the ZALO_… keys first')
  if (!publicUrl) {
    throw new FinalError('PUBLIC_URL is missing: Zalo must know where to send events and consent')
  }
  const secret = secretKey(config.secretKey, config.dataDir)
  const consent = zaloConsent(zalo, { secret, publicUrl })
  if (code) return redeem(code, consent, config, json)

  const webhook = `${publicUrl}/webhooks/zalo`
  const callback = `${publicUrl}${callbackPath}`
  const { challenge } = consent
  const link = consent.link(new Date())
  const items = menuChoices.map(({ label, payload }) => ({ label, query: `#v1:${payload}` }))
  if (json)
    return printJson({ webhook, callback, codeChallenge: challenge, consent: link, menu: items })
  print(`1. developers.zalo.me → Official Account → Thiết lập chung:
   Callback URL:   ${callback}
   Code challenge: ${challenge}
2. Webhook: ${webhook}, bật mọi sự kiện, tắt "Lọc cú pháp".
3. Người quản trị OA mở liên kết này trong một ngày và bấm đồng ý:
   ${link}
   Máy chủ không mở được từ Internet: chép địa chỉ mà trình duyệt được đưa tới, rồi chạy
   cau-noi setup zalo --code "ĐỊA CHỈ ĐÓ"
4. OA Manager → Menu, mỗi mục một dòng, hành động "Gửi câu truy vấn":`)
  for (const { label, query } of items) print(`   ${label}: ${query}`)
  print('5. OA Manager → tắt tin nhắn trả lời tự động có sẵn.')
}

async function redeem(given: string, consent: Consent, config: Config, json?: boolean) {
  const query = queryOf(given)
  const told = await askRunning(config, '/zalo-consent', query)
  // as: the running product of this folder wrote it.
  const outcome = told === undefined ? await alone(query, consent, config) : (told as Consented)
  if (json) printJson(outcome)
  if (!outcome.ok) throw new FinalError(`Zalo: ${whatToDo[outcome.why]} (${outcome.code || '-'})`)
  if (!json) print('OA đã cấp quyền; hệ thống tự giữ và tự làm mới từ nay.')
}

/** The whole address of the callback, or its code alone. */
function queryOf(given: string): ConsentQuery {
  if (!URL.canParse(given)) return { code: given.trim() }
  const { searchParams } = new URL(given)
  const word = (name: string) => searchParams.get(name) ?? undefined
  if (!word('code')) throw new BadInput('there is no code in this address')
  return { code: word('code'), oa_id: word('oa_id'), state: word('state') }
}

/** No product runs on this folder, or it shares its database: the command keeps the tokens itself. */
const alone = (query: ConsentQuery, consent: Consent, config: Config): Promise<Consented> =>
  withStore(config, async (store) => {
    const { zalo } = config
    if (!zalo) throw new FinalError('Zalo is off')
    const secret = secretKey(config.secretKey, config.dataDir)
    const custodian = await openCustodian(zalo, {
      store,
      secret,
      dataDir: config.dataDir,
      owner: processId(),
      alarm() {},
    })
    const outcome = await consent.redeem(query, custodian, new Date())
    if (outcome.ok) await afterConsent(store)
    return outcome
  })

const whatToDo: Record<Extract<Consented, { ok: false }>['why'], string> = {
  refused:
    'the code is used, older than ten minutes, or the console has another callback or challenge; print a new link',
  'another-oa':
    'the consent is of another Official Account than ZALO_OA_ID; consent as its administrator',
  failed: 'it could not be asked; print a new link and try again',
  'old-link': 'the link is older than a day or not ours; print a new one',
  'no-code': 'it sent no code; the administrator may have declined',
}
