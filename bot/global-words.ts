import * as table from './command-words.ts'
import { type GlobalCommand, globalCommands } from './command-words.ts'
import { phrasesOf, readWhole } from './phrases.ts'
import { plain } from './plain.ts'
import { fillers } from './yes-no-words.ts'

type Meaning = GlobalCommand | 'heard' | 'enough' | 'filler'

/** Nobody needs more words for a command; who writes more tells something. */
const mostWords = 14
const phrases = phrasesOf<Meaning>([
  ...globalCommands.map((command) => [table.commandWords[command], command] as const),
  [table.heardWords, 'heard'],
  [table.enoughWords, 'enough'],
  [`${table.littleWords}, ${fillers}`, 'filler'],
])

/** The command that the whole message is; a word of it inside a sentence commands nothing. */
export function globalCommand(text: string): GlobalCommand | undefined {
  const said = readWhole(text, phrases, mostWords) ?? []
  const command = globalCommands.find((one) => said.includes(one))
  if (command) return command
  return said.includes('enough') && !said.includes('heard') ? 'cancel' : inWords(plain(text))
}

/** Commands that take in words of the citizen's own: "để bà hỏi lại con trai đã". */
function inWords(spoken: string): GlobalCommand | undefined {
  if (later.test(spoken)) return 'wait'
  if (whatFor.test(spoken)) return 'why'
  if (onWith.test(spoken)) return 'resume'
  return elsewhere.test(spoken) ? 'menu' : undefined
}

const later =
  /^(?:(?:ok|oke|da|vang|thoi|u|uh|the|vay) )*(?:(?:de|doi) (?:toi|em|minh|chau|bac|ba|con|chi|anh) (?:di |ra |ve |con |se )*(?:xem|nghi|tim|kiem tra|hoi lai|hoi nha|lam|chuan bi)(?: \w+){0,4}|(?:cho|doi)(?: mot)? (?:chut|ti|xiu|lat)(?: \w+){0,2}|tu tu(?: \w+)?|khoan(?: da| gui| nhe| cai)*|(?:cho|doi) da|(?:thoi )?de (?:sau|khi khac|luc khac|bua khac|hom khac|dip khac)(?: \w+)?|de (?:mai|lat nua|toi)(?: \w+){0,3})$/
/** "Hỏi số làm gì", "lấy tên tôi để làm chi". */
const whatFor =
  /^(?:\w+ ){0,1}(?:hoi|xin|can|lay|doi) (?:(?:so|ten|ho ten|dia chi|so dien thoai|sdt|cai do|may cai nay)(?: (?:cua )?(?:toi|em|minh))? )?(?:de )?lam (?:gi|chi)(?: (?:vay|the|a|day))*$/
/** "Thôi quay lại việc cột điện", after something else was asked in between. */
const onWith =
  /^(?:(?:thoi|da|a|ma|ok|the|vay|gio) )*(?:quay (?:lai|ve)|tro (?:lai|ve)|tiep tuc|lam tiep|noi tiep)(?: voi)? (?:cai )?(?:viec|chuyen|vu|phan anh)(?: \w+){0,5}$/
/** "Thôi để tôi hỏi chuyện khác đã". */
const elsewhere =
  /^(?:(?:thoi|da|a|cho|de|toi|em|minh|bac|ba|muon) )*(?:hoi|lam|noi|bao|phan anh) (?:chuyen|viec|cai|thu tuc) khac(?: (?:da|a|truoc|nhe|duoc khong|di))*$/
