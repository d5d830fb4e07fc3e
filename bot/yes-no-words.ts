/**
 * What a yes and a no are written with. Entries stand with their marks and are also read without any,
 * unless "!" follows: without marks that word means something else too. A phrase counts before its words.
 */

/** Says "I hear you": a yes by itself, no more than politeness in front of a no. */
export const nods = `
  dạ, vâng, vầng, vâg, vag, vg, zâng, zạ, ừ, ư, ừa, ua, u, uh, uk, ukm, ukie, uki, uhm, uhuh, uhum, um, ừm, ưm, ùm, ờ!, ờm, ừ hử, uh huh, ờ há!`

export const yeses = `
  ok, oke, okê, okie, okay, okey, okela, okla, oki, ôkê, ô kê, oce, okle, ok con dê, kk, ya, yah, yes, yessir, yep, yeah, ye, yup, y, sure,
  được, dc, đc, đuọc, đươc, dk, đk, ổn!, ổn rồi, tốt, ngon!, được chứ, cũng được, thế là được, vậy là được, cứ thế, cứ vậy, vậy đi, thế đi, làm thế đi, như vậy đi,
  đồng ý, đồng ý với nội dung, đồng ý gửi phản ánh, đồng í, đ ý, ý!, í!, đúng, đr, thông tin đúng, mọi thứ đúng, nội dung đúng, đúng như vậy, đúng như thế, chính nó, nó đó, đúng thế, đúng vậy, đúng nội dung, đúng thông tin, đúng ý, chuẩn, chuẩn men, chuẩn không cần chỉnh, chuẩn cơm mẹ nấu,
  chính xác, xác nhận, nhất trí, tán thành, thuận, đồng thuận, chấp nhận, chấp thuận, ưng!, tôi chịu, tui chịu, con chịu, chịu liền, chịu nha, phải, có, có chứ,
  tất nhiên, dĩ nhiên, đương nhiên, hiển nhiên, chắc chắn, chắc rồi, sẵn sàng, sẵn lòng, hoàn toàn đồng ý, rất đồng ý,
  gửi, gởi, gửi đi, gửi cho tôi, gửi cho tui, gửi cho em, gửi cho bác, gửi lẹ, gửi nhanh, nhờ gửi, nhờ em gửi, làm ơn gửi, lẹ đi, cứ gửi, cứ gởi, thì gửi, cứ làm, cứ tiến hành, làm đi, hãy làm, làm luôn, làm tới, làm liền, tiến hành,
  tiếp, tiếp đi, tiếp tục, tiếp nhé, xong, chốt, chốt đơn, duyệt, triển, triển khai, quất,
  không sao, không sao đâu, không vấn đề, không sai, không nhầm, khỏi sửa, không cần sửa, không sửa gì, không có gì sửa, không phải sửa, không có gì, không có vấn đề, thôi được, thôi cũng được, ok thôi, được thôi, thôi gửi, thôi thì gửi, thôi cứ gửi,
  agree, accept, confirm`

export const noes = `
  không, ko, k, kh, kg, khg, kô, khôg, khum, hông, hổng, hong, hem, hok, hk, hỏng phải!, hỏng chịu!, hỏng cần!, ứ!, chẳng, chả!, no, nope, nah, n,
  không đồng ý, không chịu, không đúng, không phải, không được, không đồng tình, không có nhu cầu, không thích, không ưng, đâu có, đâu phải, làm gì có, bậy!, bậy bạ, kp, kdc, kđc,
  thôi, thôi khỏi, thôi dẹp, thôi bỏ, khỏi, khỏi cần, chưa, chx, chưa đúng, đừng, đừng gửi, đừng gửi vội, chưa gửi vội, đừng gởi, đéo, đếch, đếu, deo, dek,
  sai, sai tùm lum, sai tè le, sai bét, sai bét nhè, sai mất, sai nội dung, sai thông tin, nhầm!, nhầm rồi, nhầm mất rồi, lộn!, lộn rồi, bỏ!, bỏ đi, dẹp, dẹp đi, từ chối, phản đối,
  để sau, để mai, để khi khác, để lúc khác, để bữa khác, để hôm khác, để dịp khác, để tôi xem lại, để tui xem lại, khoan gửi`

/** Goes along with either and changes nothing. */
export const fillers = `
  ạ, a, ah, à, á, nhé, nhe, nha, nhá, nhen, nghen, nghe, ơi, oi, em, e, anh, chị, c, ac, bạn, cô, chú, bác, cháu, con, má, mẹ, ba, bà, ông, cậu, mợ, dì, thím, shop, sếp,
  ad, admin, bot, tôi, tui, toi, mình, mik, tớ, tao, đi, luôn, liền, ngay, rồi, r, rùi, lun, nhiu, z, gùi, òi, gồi, trên, mà, đó, đấy, ấy, thế, vậy, vs, với, giúp, giùm, dùm, hộ, cái, cả, hết, hết rồi, lên, nhanh, nhanh lên, lẹ, lẹ lên, gấp, sớm,
  cảm ơn, cám ơn, thanks, tks, cần, nữa, muốn, thưa, xin, on, rất, hoàn toàn, lắm!, quá, nhiều, thì, cứ, hihi, hi hi, haha, hehe, á hihi`

/** Goes along with a no; behind a yes these ask: "gửi đâu". */
export const afterNo = `đâu, gì, gì đâu, gì hết, gì cả`

export const yesSigns = ['👍', '👌', '✅', '✔', '☑', '🆗', '❤', '💯', '🙆', '🤝', '🫡']
export const noSigns = ['👎', '❌', '✖', '🙅', '🚫', '⛔']
/** How Zalo writes a thumb, a heart and an OK that were picked from its list. */
export const zaloSigns: Record<string, string> = {
  '/-strong': '👍',
  '/-heart': '❤',
  '/-ok': '👌',
  '/-weak': '👎',
}
