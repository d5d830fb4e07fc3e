/** What a citizen may say at any moment, whatever is being asked. Of several in one message the first here counts. */
export const globalCommands = [
  'restart',
  'cancel',
  'person',
  'menu',
  'mine',
  'back',
  'resume',
  'why',
  'repeat',
  'skip',
  'wait',
  'thanks',
  'ask',
  'help',
  'greet',
] as const
export type GlobalCommand = (typeof globalCommands)[number]

/** Whom one may ask for, and how: every pair of them asks for a person. */
const whom = `cán bộ, người, người thật, nhân viên, tư vấn viên, tổng đài viên, ai đó, sếp, quản lý, trực ban,
  người phụ trách, người có trách nhiệm, người chịu trách nhiệm, người trực`
const reach = `gặp, cho gặp, được gặp, nói chuyện với, trao đổi với, gọi, kêu, chat với, chuyển cho, nối máy với, liên hệ với`

/** What always works, as it is written; a message may be made of several phrases and of the fillers below. */
export const commandWords: Record<GlobalCommand, string> = {
  cancel: `hủy, huỷ bỏ, hủy đi, thôi không làm nữa, thôi không cần nữa, không làm nữa, không phản ánh nữa, không gửi nữa,
    thôi không gửi nữa, thôi khỏi, cancel, dừng lại, stop, thoát, bỏ đi, thôi bỏ đi, hủy phản ánh, không muốn làm nữa,
    không nói nữa, đéo nói nữa, đéo làm nữa, khỏi làm nữa, không hỏi nữa`,
  back: 'quay lại, trở lại, lùi lại, quay lại bước trước, bước trước, câu trước, back, trở về bước trước, quay về',
  menu: `menu, mê nu, danh mục, trang chủ, việc khác, màn hình chính, bảng chọn,
    ${pairs('xem, về, mở, quay về, trở về', 'menu, danh mục, trang chủ, bảng chọn')}`,
  person: `0, cán bộ, người thật, tổng đài viên, người thật đâu, người đâu, cán bộ đâu, có người thật không, có cán bộ không,
    có người không, không biết chữ, không biết viết, không biết gõ, mắt kém không đọc được, không đọc được, không biết dùng,
    gọi lại, gọi lại cho, gọi điện lại cho, gọi cho, gọi điện cho, ${pairs(reach, whom)}`,
  repeat: `nhắc lại, nói lại, lặp lại, hỏi lại, nhắc lại câu hỏi, nói lại câu hỏi, repeat, gì cơ, hả, sao cơ`,
  skip: `bỏ qua, skip, không cung cấp, không muốn cung cấp, để trống, không có số, qua câu khác, bỏ qua câu này, next, giữ nguyên,
    như cũ, không biết, không rõ, không nhớ`,
  why: `vì sao hỏi, tại sao hỏi, sao hỏi, hỏi làm gì, để làm gì, vì sao, tại sao, sao lại hỏi, vì sao lại hỏi, tại sao lại hỏi,
    vì sao cần, tại sao cần, vì sao hỏi vậy, hỏi chi vậy, sao phải đồng ý, vì sao phải đồng ý, tại sao phải đồng ý, đồng ý gì,
    đồng ý cái gì, đồng ý để làm gì, sao phải hỏi, là sao, nghĩa là gì, nghĩa là sao, không hiểu, chưa hiểu, why`,
  restart: `bắt đầu lại, làm lại, làm lại từ đầu, bắt đầu lại từ đầu, từ đầu, reset, restart, start over, viết lại từ đầu`,
  help: `trợ giúp, giúp, giúp đỡ, giúp tôi, help, hướng dẫn, hướng dẫn sử dụng, cách dùng, bạn làm được gì, làm được gì,
    bạn giúp được gì, giúp được gì, bạn giúp gì được, tôi cần giúp, tôi cần giúp đỡ, cần giúp, cần giúp đỡ, cần hỗ trợ, bạn là ai,
    mày là ai, mi là ai, ad là ai, em là ai, cháu là ai, đây là ai, ai đấy, ai đó, bạn là người hay máy, đây là bot à, bot à,
    có phải người không, là người hay máy, bạn là robot à, robot à, bạn là bot à, bạn là máy à, bạn là người à, bạn là người thật à,
    bạn có phải người không, bạn có phải là người không, bạn có phải robot không, có phải robot không, có phải bot không,
    có phải máy không, bạn là gì, bạn tên gì, bạn tên là gì, ai tạo ra bạn, ai vậy, ai đang trả lời, đang nói chuyện với ai,
    tôi đang nói chuyện với ai`,
  resume:
    'tiếp tục, tiếp, viết tiếp, làm tiếp, continue, tiếp tục phản ánh, phản ánh tiếp, gửi tiếp',
  mine: `phản ánh của tôi, các phản ánh của tôi, xem các phản ánh của tôi, phản ánh của mình, danh sách phản ánh, xem phản ánh, kiến nghị của tôi,
    xem phản ánh của tôi`,
  ask: `hỏi, hỏi cái, hỏi cái này, hỏi điều này, hỏi việc này, hỏi việc, hỏi một việc, hỏi một chút, hỏi một tí, hỏi tí, hỏi chút,
    hỏi xíu, hỏi thăm, hỏi thủ tục, hỏi về thủ tục, tư vấn thủ tục, hướng dẫn thủ tục, hỏi thủ tục hành chính`,
  wait: 'chờ!, đợi!, chờ chút, đợi chút, khoan, khoan đã, từ từ, chờ đã, đợi đã',
  thanks: `cảm ơn, cám ơn, cảm ơn nhiều, cảm ơn cán bộ, xin cảm ơn, thank you, thanks, thank, tks, thx, tạm biệt, chào tạm biệt, bye,
    thế thôi, vậy thôi, thế là đủ, vậy là đủ, ngoan quá, giỏi quá, tốt quá, hay quá, tuyệt vời, biết rồi, hiểu rồi`,
  greet: `xin chào, chào, hello, hi, hey, alo, alô, a lô, có ai không, có ai ở đó không, có ai đó không, có ai trực không,
    chào buổi sáng, chào buổi chiều, chào admin, chào các bạn, chào anh chị, chào mọi người, chào cả nhà, kính chào,
    chào cán bộ, sao không trả lời, sao không ai trả lời, trả lời đi, ad ơi, bạn ơi, em ơi, cháu ơi, bắt đầu, start, get started,
    tôi quay lại rồi, quay lại rồi đây, tôi đây, tôi đây rồi`,
}

/** Says "I hear you": with "thôi" it is the answer no, and no command. */
export const heardWords = `ừ, ờ, ok, oke, okê, okie, okay, được rồi, thôi được, thôi được rồi`

/** Says enough of something: alone it cancels, beside another command it only leads up to it. */
export const enoughWords = 'thôi'

/** Goes along with any command, and is none by itself. */
export const littleWords = `dạ, vâng, vầng, đâu, thế, vậy, cho, nói chuyện, làm ơn, vui lòng, phải, được không, này, nầy, đây, nè, ơ, ủa, giúp tôi, cho tôi, đã giúp, đã giúp đỡ, đã hỗ trợ,
  một, một tí, một chút, một lát, tí, chút, xíu, tẹo, kính, trước, lắm, nhiu, nhìu, zới, zậy, dzậy, z, nhoa, lun, tý,
  quý, các, mày, chúng mày, coi, xem nào, ra đây`

function pairs(first: string, second: string): string {
  const words = (list: string) => list.split(',').map((one) => one.trim())
  return words(first)
    .flatMap((one) => words(second).map((other) => `${one} ${other}`))
    .join(', ')
}
