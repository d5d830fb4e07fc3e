import type { FakeMessenger } from './fake-messenger.ts'
import { deliver } from './fake-platform.ts'
import type { FakeZalo } from './fake-zalo.ts'
import { eventually, type Product } from './product.ts'

/** Somebody on a phone: sends a message and reads what comes back. */
export interface Phone {
  /** Sends and waits until the bot has answered; everything it said in answer. */
  say(text: string): Promise<string>
  /** Taps the first choice that is shown, or types "1" where there are none. */
  tapFirst(): Promise<string>
  /** All that was ever said to this citizen. */
  heard(): string[]
}

interface Line {
  to: string
  text: string | undefined
  choices: string[]
}

function phone(
  lines: () => Line[],
  id: string,
  send: (text: string, payload?: string) => Promise<void>,
): Phone {
  const mine = () => lines().filter(({ to }) => to === id)
  async function exchange(text: string, payload?: string): Promise<string> {
    const before = mine().length
    await send(text, payload)
    await eventually(`an answer to "${text}"`, () => mine().length > before)
    // A reply may come in several messages.
    let count: number
    do {
      count = mine().length
      await new Promise((done) => setTimeout(done, 400))
    } while (mine().length > count)
    return mine()
      .slice(before)
      .map(({ text }) => text)
      .join('\n')
  }
  return {
    say: (text) => exchange(text),
    tapFirst() {
      const choices = mine().at(-1)?.choices ?? []
      return exchange('1', choices[0])
    },
    heard: () => mine().map(({ text }) => text ?? ''),
  }
}

export const onMessenger = (fake: FakeMessenger, product: Product, psid: string): Phone =>
  phone(
    () =>
      fake.sent.map(({ to, text, quickReplies }) => ({
        to,
        text,
        choices: quickReplies.map(({ payload }) => payload),
      })),
    psid,
    async (text, payload) => {
      const extra = payload ? { quick_reply: { payload } } : {}
      await post(`${product.url}/webhooks/messenger`, fake.says(psid, text, extra))
    },
  )

export const onZalo = (fake: FakeZalo, product: Product, userId: string): Phone =>
  phone(
    () =>
      fake.sent.map(({ to, text, buttons }) => ({
        to,
        text,
        choices: buttons.flatMap(({ payload }) => (typeof payload === 'string' ? [payload] : [])),
      })),
    userId,
    async (text, payload) =>
      post(`${product.url}/webhooks/zalo`, fake.says(userId, payload ?? text)),
  )

async function post(url: string, webhook: Parameters<typeof deliver>[1]): Promise<void> {
  const status = await deliver(url, webhook)
  if (status !== 200) throw new Error(`${url} answered ${status}`)
}

/** Answers whatever is asked until the report is filed; its code. */
export async function fileReport(phone: Phone, matter: string, place: string): Promise<string> {
  let said = await phone.say(matter)
  for (let questions = 0; questions < 9; questions += 1) {
    const code = /PA-\d{4}-\d{6,}/.exec(said)?.[0]
    if (code) return code
    const asksPlace = /ở xã, phường nào|nơi xảy ra ở đâu/i.test(said)
    const asksPhone = /số điện thoại/i.test(said) && !/kiểm tra|xem lại/i.test(said)
    said = asksPlace
      ? await phone.say(place)
      : asksPhone
        ? await phone.say('bỏ qua')
        : await phone.tapFirst()
  }
  throw new Error(`no receipt; the talk was:\n${phone.heard().join('\n---\n')}`)
}
