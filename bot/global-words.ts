import { plain } from './plain.ts'

/** What a citizen may say at any moment, whatever is being asked. */
export const globalCommands = [
  'cancel',
  'back',
  'menu',
  'person',
  'repeat',
  'skip',
  'why',
  'restart',
  'help',
  'resume',
  'mine',
  'greet',
  'thanks',
  'wait',
] as const
export type GlobalCommand = (typeof globalCommands)[number]

/** The command that the whole message is; a word of it inside a sentence commands nothing. */
export function globalCommand(text: string): GlobalCommand | undefined {
  const spoken = inFull(plain(text))
  return commandOf.get(spoken) ?? commandOf.get(stripPolite(spoken)) ?? inWords(spoken)
}

/** "alo co ai ko", "k can nua": what phones shorten. */
const inFull = (spoken: string) => spoken.replace(/\S+/g, (word) => shortened.get(word) ?? word)
const shortened = new Map(
  'ko khong,k khong,kh khong,kg khong,hok khong,hong khong,dc duoc,vs voi,mk minh,mn moi nguoi,cb can bo,e em,lm lam,r roi,j gi'
    .split(',')
    .map((entry): [string, string] => [
      entry.split(' ')[0] ?? '',
      entry.slice(entry.indexOf(' ') + 1),
    ]),
)

/** Commands with many endings. "Cảm ơn em nhiều nhé" thanks the bot; thanks for something said is praise. */
function inWords(spoken: string): GlobalCommand | undefined {
  if (later.test(spoken)) return 'wait'
  if (callMe.test(spoken)) return 'person'
  if (whatFor.test(spoken)) return 'why'
  if (hello.test(spoken)) return 'greet'
  if (elsewhere.test(spoken)) return 'menu'
  return thankful.test(spoken) ? 'thanks' : undefined
}

const later =
  /^(?:(?:ok|oke|da|vang|thoi|u|uh|the|vay) )*(?:(?:de|doi) (?:toi|em|minh|chau|bac|ba|con|chi|anh) (?:di |ra |ve |con |se )*(?:xem|nghi|tim|kiem tra|hoi lai|hoi nha|lam|chuan bi)(?: \w+){0,4}|(?:cho|doi)(?: mot)? (?:chut|ti|xiu|lat)(?: \w+){0,2}|tu tu(?: \w+)?|khoan(?: da| gui| nhe| cai)*|(?:cho|doi) da|(?:thoi )?de (?:sau|khi khac|luc khac|bua khac|hom khac|dip khac)(?: \w+)?|de (?:mai|lat nua|toi)(?: \w+){0,3})$/
const thankful =
  /^(?:(?:ok|oke|da|vang|xin|rat|the thoi|toi|em|minh|ba|ong|bac|co|chu|chau|con) )*(?:cam on|thanks|tks|thx)(?: (?:em|anh|chi|ban|co|chu|bac|chau|con|ad|bot|nhieu|lam|nhe|nha|a|rat|da giup|da ho tro))*$/
/** "Hỏi số làm gì", "lấy tên tôi để làm chi". */
const whatFor =
  /^(?:\w+ ){0,1}(?:hoi|xin|can|lay|doi) (?:(?:so|ten|ho ten|dia chi|so dien thoai|sdt|cai do|may cai nay)(?: (?:cua )?(?:toi|em|minh))? )?(?:de )?lam (?:gi|chi)(?: (?:vay|the|a|day))*$/
/** "Chào cháu nhé", "dạ em chào anh chị ạ". */
const hello =
  /^(?:(?:da|xin|kinh|a lo|alo|em|con|chau|toi|ba|ong|bac) )*chao(?: (?:em|anh|chi|ban|co|chu|bac|chau|con|ad|bot|admin|cac|moi|nguoi|can|bo|a|nhe|nha))*$/
/** "Thôi để tôi hỏi chuyện khác đã". */
const elsewhere =
  /^(?:(?:thoi|da|a|cho|de|toi|em|minh|bac|ba|muon) )*(?:hoi|lam|noi) (?:chuyen|viec|cai|thu tuc) khac(?: (?:da|a|truoc|nhe|duoc khong|di))*$/
/** A whole message that asks to be called, or for somebody to speak with. */
const callMe =
  /^(?:(?:da|a|oi|lam on|nho|ban|chau|em|con) )*(?:goi (?:dien )?(?:lai )?(?:cho|giup) (?:toi|em|minh|chau|bac|co|chu|ba|ong|tao)|(?:cho (?:toi |em |minh |chau |bac |co |chu |ba |ong |tao )?)?(?:gap|noi chuyen voi|goi|keu) (?:can bo|nguoi|nguoi that|nhan vien|ai do|sep|quan li|truc ban))(?: (?:duoc khong|ngay|gap|di|nhe|voi|a|luon|chau|em|ra day|coi|xem|noi chuyen|nghe may))*$/

const stripPolite = (spoken: string) =>
  spoken
    .replace(
      /^(?:(?:da|vang|cho|toi|minh|em|xin|a|ma|thoi|lam on|vui long|muon|ba|ong|bac|co)\s+)+/,
      '',
    )
    .replace(
      /(?:\s+(?:a|nhe|nha|di|em|ad|bot|ban|giup|voi|giup toi|cho toi|nay|vay|the|day|duoc khong))+$/,
      '',
    )

const spoken: Record<GlobalCommand, string> = {
  cancel:
    'hủy, huỷ bỏ, hủy đi, thôi, thôi không làm nữa, thôi không cần nữa, không làm nữa, không phản ánh nữa, không gửi nữa, thôi không gửi nữa, thôi khỏi, cancel, dừng lại, stop, thoát, bỏ đi, thôi bỏ đi, hủy phản ánh, không muốn làm nữa',
  back: 'quay lại, trở lại, lùi lại, quay lại bước trước, bước trước, câu trước, back, trở về bước trước, quay về',
  menu: 'menu, mê nu, về menu, danh mục, trang chủ, việc khác, màn hình chính, bảng chọn, quay về menu, trở về menu',
  person:
    '0, gặp cán bộ, cán bộ, gặp người, gặp người thật, gặp nhân viên, gặp tư vấn viên, nói chuyện với người, nói chuyện với cán bộ, nói chuyện với người thật, người thật, gọi cán bộ, chat với người, chat với cán bộ, muốn gặp cán bộ, gọi lại cho tôi, gặp ai đó, tổng đài viên, người thật đâu, người đâu, cán bộ đâu, có người thật không, có cán bộ không, có người không, không biết chữ, tôi không biết chữ, không biết viết, không biết gõ, mắt kém không đọc được, không đọc được, không biết dùng',
  repeat:
    'nhắc lại, nói lại, lặp lại, hỏi lại, nhắc lại câu hỏi, repeat, gì cơ, hả, sao cơ, nói lại câu hỏi',
  skip: 'bỏ qua, skip, không cung cấp, không muốn cung cấp, để trống, không có số, qua câu khác, bỏ qua câu này, next, giữ nguyên, như cũ, không biết, không rõ, không nhớ',
  why: 'vì sao hỏi, tại sao hỏi, sao hỏi, hỏi làm gì, để làm gì, vì sao, tại sao, sao lại hỏi, vì sao lại hỏi, tại sao lại hỏi, vì sao cần, tại sao cần, vì sao hỏi vậy, hỏi chi vậy, sao phải đồng ý, vì sao phải đồng ý, tại sao phải đồng ý, đồng ý gì, đồng ý cái gì, đồng ý để làm gì, sao phải hỏi, là sao, nghĩa là gì, nghĩa là sao, không hiểu, chưa hiểu, tôi không hiểu, why',
  restart:
    'bắt đầu lại, làm lại, làm lại từ đầu, bắt đầu lại từ đầu, từ đầu, reset, restart, start over, viết lại từ đầu',
  help: 'trợ giúp, giúp, giúp đỡ, giúp tôi, help, hướng dẫn, hướng dẫn sử dụng, cách dùng, bạn làm được gì, làm được gì, bạn giúp được gì, giúp được gì, bạn giúp gì được, tôi cần giúp, tôi cần giúp đỡ, cần giúp, cần giúp đỡ, cần hỗ trợ, bạn là ai, mày là ai, mi là ai, ad là ai, em là ai, cháu là ai, đây là ai, ai đấy, ai đó, bạn là người hay máy, đây là bot à, bot à, có phải người không, là người hay máy, bạn là robot à, robot à, bạn là bot à, bạn là máy à, bạn là người à, bạn là người thật à, bạn có phải người không, bạn có phải là người không, bạn có phải robot không, có phải robot không, có phải bot không, có phải máy không, bạn là gì, bạn tên gì, bạn tên là gì, ai tạo ra bạn, ai vậy, ai đang trả lời, đang nói chuyện với ai, tôi đang nói chuyện với ai',
  resume:
    'tiếp tục, tiếp, viết tiếp, làm tiếp, continue, tiếp tục phản ánh, phản ánh tiếp, gửi tiếp',
  mine: 'phản ánh của tôi, các phản ánh của tôi, phản ánh của mình, danh sách phản ánh, xem phản ánh, kiến nghị của tôi, xem phản ánh của tôi',
  greet:
    'xin chào, chào, chào bạn, chào em, chào anh, chào chị, chào ad, chào bot, hello, hi, hey, alo, alô, a lô, alo ad, alo có ai không, có ai không, có ai ở đó không, hi ad, hello ad, xin chào ạ, chào buổi sáng, chào buổi chiều, chào admin, chào cô, chào chú, chào bác, chào các bạn, chào anh chị, chào mọi người, kính chào, chào cán bộ, sao không trả lời, sao không ai trả lời, trả lời đi, ad ơi, bạn ơi, em ơi, bắt đầu, start, get started',
  thanks:
    'cảm ơn, cám ơn, cảm ơn bạn, cảm ơn nhiều, cảm ơn em, xin cảm ơn, thank you, thanks, tks, thank, cảm ơn ad, ok cảm ơn, vâng cảm ơn, dạ cảm ơn, cảm ơn cô, cảm ơn chú, cảm ơn bác, cảm ơn anh, cảm ơn chị, cảm ơn cán bộ, tạm biệt, chào tạm biệt, bye, cảm ơn anh chị',
  wait: 'chờ chút, đợi chút',
}

const commandOf = new Map<string, GlobalCommand>(
  globalCommands.flatMap((command) =>
    spoken[command].split(',').map((words) => [plain(words), command] as const),
  ),
)
