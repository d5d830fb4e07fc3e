import { normalise, words } from '../knowledge/vietnamese.ts'
import { plain } from './plain.ts'

/**
 * Is the whole message a yes or a no, however it is written? A "không" inside a sentence never is:
 * every word must belong to the short list, and one that does not makes the message something else.
 */
export function yesOrNo(text: string): 'yes' | 'no' | undefined {
  const spoken = plain(text)
  const phrase = phrases.get(spoken)
  if (phrase) return phrase

  const signs = text.match(/👍|👌|✅|🆗|❤️|👎|❌|🙅/gu) ?? []
  if (spoken === '')
    return signs.length === 0 ? undefined : noSigns.has(signs[0] ?? '') ? 'no' : 'yes'

  // "có không?", "được không?": asks for a yes instead of giving one.
  if (/\?\s*$/.test(text)) return undefined
  const said = words(normalise(text)).map(short)
  if (!said.every((word) => yes.has(word) || no.has(word) || polite.has(word))) return undefined
  if (said.some((word) => no.has(word))) return asksBack(said) ? undefined : 'no'
  return said.some((word) => yes.has(word)) ? 'yes' : undefined
}

/** "okkkk", "ừmmm", "vângggg": a held key says the same word. */
const short = (word: string) => word.replace(/(\p{L})\1+$/u, '$1')

const asksBack = (said: string[]) => said.length > 1 && said[0] === 'có' && said.at(-1) === 'không'

const list = (text: string) => new Set(text.split(/\s+/).map(normalise).map(short))

const yes = list(
  `dạ da vâng vang vg ừ ư ừa ua u uh uk uhm uhuh um ừm ưm ùm ờ ok oke okê okie okay okela okey oki okla kk
   đồng dong ý y í được dc đc duoc dk đúng dung chuẩn chuan chính chinh xác xac có co gửi gui xong yes yep yeah ye yup y
   nhất nhat trí tri phải phai chấp chap tán tan thành thanh thuận thuan nhận nhan`,
)
const no = list(
  `không khong ko k kh kg khg hông hong hem hok hok hk no nope nah n thôi thoi chưa chua chx đừng khỏi khoi sai
   đéo deo đếch đếu dek`,
)
const polite = list(
  `ạ a ah à nhé nhe nha nhá nhen nghe ơi oi em anh chị chi ac bạn ban cô co chú bác bac cháu chau ad admin bot đi di luôn luon rồi roi r mẹ
   rùi mà ma với vs cảm cam ơn on cần can nữa nua muốn muon thưa thua vậy vay giúp giup đâu dau tôi toi mình minh xin`,
)

const noSigns = new Set(['👎', '❌', '🙅'])

// What the word list alone would read the wrong way round.
const entries = (list: string, meaning: 'yes' | 'no') =>
  list.split(',').map((phrase) => [phrase.trim(), meaning] as const)

const phrases = new Map([
  ...entries(
    `khong sao, kk, khong van de gi, ko sao, k sao, thoi duoc, thoi cung duoc, ok thoi, duoc thoi,
   khong co gi, co chu, tat nhien, di nhien, hay lam, lam di, cu gui di, tiep di, sure, toi dong y,
   minh dong y, toi xac nhan, xac nhan, dung het, dung het roi, cung duoc`,
    'yes',
  ),
  ...entries(
    `khong dong y, ko dong y, k dong y, toi khong dong y, chua dung, khong dung, ko dung,
   khong phai, thoi khoi, khong can, khong can dau, khong can nua, thoi khong can, de sau, de luc khac,
   dung gui, khong gui, bo di, thoi bo di`,
    'no',
  ),
])
