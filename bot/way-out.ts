import type { Choice, Reply } from '../adapters/channel.ts'
import { type Services, say } from '../flows/flow.ts'
import { menu } from '../flows/welcome.ts'

export const personChoice: Choice = { label: 'Gặp cán bộ', payload: 'do:person' }
export const menuChoice: Choice = { label: 'Menu', payload: 'do:menu' }

/** The first two times: what is needed, in two wordings. */
export const notUnderstood: [Reply, Reply] = [
  say('Tôi chưa hiểu rõ ý Anh/Chị. Anh/Chị đang cần việc nào?', menu().choices),
  say(
    'Xin Anh/Chị viết thành một câu, ví dụ: "Đăng ký kết hôn cần giấy tờ gì?" hoặc "Đường thôn 3 có ổ gà".',
    [menuChoice, personChoice],
  ),
]

/** The third time: a person, the menu or the telephone. The two wordings take turns. */
export const wayOut = (services: Services, times: number): Reply =>
  say(
    times % 2 === 1
      ? services.text('lost')
      : 'Xin lỗi, máy chưa đọc được câu này. Gõ 0 để gặp cán bộ, hoặc gõ "menu" để chọn việc.',
    [personChoice, menuChoice],
  )
