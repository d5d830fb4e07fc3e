import { randomBytes } from 'node:crypto'
import {
  type Answer,
  type Call,
  isObject,
  isText,
  parsed,
  startFakePlatform,
} from './fake-platform.ts'

/** The Bot Platform of one bot: as strict as it says it is, without a window. */
export async function startFakeZaloBot({
  token = '123456:secret-bot-token',
  perMinute = 1_000,
} = {}) {
  const sent: { to: string; text: string; picture?: string; messageId: string }[] = []
  let calls = 0
  const platform = await startFakePlatform((call) => {
    const [, bot, method = ''] = call.path.split('/')
    if (bot !== `bot${token}`) return refused(401, 'Unauthorized')
    if (++calls > perMinute) return refused(429, 'Quota exceeded')
    return answerTo(method, call)
  })

  function answerTo(method: string, call: Call): Answer {
    const asked = parsed(call.body)
    if (!isObject(asked) || !isText(asked.chat_id, 100)) return refused(400, 'Bad Request')
    const { chat_id: to, text, photo, caption = '' } = asked
    const messageId = randomBytes(10).toString('hex')
    switch (method) {
      case 'sendMessage':
        if (!isText(text, 2000)) return refused(400, 'Bad Request')
        sent.push({ to, text, messageId })
        break
      case 'sendPhoto':
        if (!isText(photo, 2000) || typeof caption !== 'string' || caption.length > 2000)
          return refused(400, 'Bad Request')
        sent.push({ to, text: caption, picture: photo, messageId })
        break
      case 'sendChatAction':
        return { body: { ok: true, result: {} } }
      default:
        return refused(404, 'Not Found')
    }
    return { body: { ok: true, result: { message_id: messageId, date: Date.now() } } }
  }

  return {
    ...platform,
    token,
    heard: () => {},
    shown: (id: string) => sent.filter(({ to }) => to === id),
  }
}

/** Its refusals come with HTTP 200. */
const refused = (error_code: number, description: string): Answer => ({
  body: { ok: false, error_code, description },
})
