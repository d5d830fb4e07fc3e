import type { Choice, Reply } from '../adapters/channel.ts'
import { type Services, say } from './flow.ts'

/** What the bot can do, as taps. At most five: Zalo shows no more. */
export const menuChoices: Choice[] = [
  { label: 'Hỏi thủ tục', payload: 'do:ask' },
  { label: 'Phản ánh, kiến nghị', payload: 'open:report' },
  { label: 'Tra cứu phản ánh', payload: 'open:track' },
  { label: 'Gặp cán bộ', payload: 'do:person' },
]

/** The first words to somebody who has not asked anything yet. */
export const welcome = (services: Services): Reply => say(services.text('greeting'), menuChoices)

export const menu = (): Reply =>
  say('Anh/Chị cần việc nào dưới đây? Cũng có thể viết thẳng điều cần hỏi.', menuChoices)

/** "Hỏi thủ tục" was tapped: nothing has been asked yet. */
export const invite = (): Reply =>
  say('Anh/Chị cần hỏi thủ tục nào? Ví dụ: "Làm khai sinh cho con cần giấy tờ gì?"')

export const thanks = (): Reply =>
  say('Cảm ơn Anh/Chị. Khi cần, Anh/Chị cứ nhắn vào đây hoặc gõ "menu".')
