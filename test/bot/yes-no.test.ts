import { expect, test } from 'vitest'
import { yesOrNo } from '../../bot/yes-no.ts'

const forms = (text: string) => text.split('|').map((form) => form.trim())

const yes = forms(
  `dạ|da|Dạ|DẠ|dạ vâng|vâng|vang|vâng ạ|vâng ạ.|vg|vâng thưa anh|ừ|u|uh|uhm|um|ừm|ừmmm|ưm|ừa|ờ|ờ đúng rồi|ok|OK|Ok|oke|okê|okie|okay|okela|okkk|ok nha|ok nhé
  |ok bạn|ok em|ok ạ|oke luôn|ok rồi|ok luôn|kk|đồng ý|dong y|Đồng ý!|tôi đồng ý|minh dong y|mình đồng ý ạ|em đồng ý|dạ đồng ý|vâng đồng ý|đồng ý nhé|được|duoc|dc|đc|được ạ
  |được rồi|dc ạ|đúng|đúng rồi|dung|dung roi|đúng vậy ạ|dạ đúng|chuẩn|chuẩn luôn|chính xác|chinh xac|có|có ạ|dạ có|co|có chứ|gửi|gửi đi|gửi luôn|gửi nhé|gui di|gửi đi em|gửi giúp tôi
  |xong rồi|xong|yes|Yes|y|yep|yeah|👍|👍👍|👌|✅|ok 👍|dạ 👍|nhất trí|tán thành|đúng hết rồi|không sao|ko sao|thôi được|ok thôi|được thôi|tất nhiên|làm đi|tiếp đi|xác nhận|tôi xác nhận
  |phải|phải ạ|dạ phải|đồng ý gửi|ừ gửi đi|vâng gửi đi|chấp nhận|cũng được|dạ được ạ|dạ rồi|tán thành|ok anh|dạ em đồng ý ạ|sure`,
)

const no = forms(
  `không|khong|Không|KHÔNG|không ạ|dạ không|dạ không ạ|ko|Ko|k|kh|kg|khg|hông|hong|hok|hem|no|No|nope|thôi|thoi|thôi ạ|thôi khỏi|thôi không|không đâu ạ|khỏi|chưa|chưa ạ|chưa đúng
  |không đồng ý|ko dong y|tôi không đồng ý|không đúng|sai|sai rồi|sai rồi ạ|đừng|đừng gửi|không gửi|không cần|ko cần|không cần đâu|thôi không cần|để sau|không phải|👎|❌|dạ chưa|chưa|dạ thôi
  |không nhé|ko nha|k ạ|ko ạ|không cảm ơn|thôi cảm ơn|bỏ đi`,
)

const neither = forms(
  `Đường không có đèn|không có đèn đường|không biết|nhà tôi không có nước|có ổ gà|có không|có không?|được không?|ok không?|đồng ý là sao|vâng nhưng mà nhầm phường|phường Không Tên|không phải phường đó mà phường Nam Định
  |k biết nữa|cô|gửi ở đâu|dạ cho hỏi làm khai sinh|12|1|xin chào|🙂|...|?|đúng là đường hỏng|chưa có nước ba ngày nay|thôn 3|khỏi bệnh rồi|sai số điện thoại|có mất tiền không|ko co nuoc|yêu cầu sửa đường|ý kiến|no lương ba tháng`,
)

const table = [
  ...yes.map((form) => [form, 'yes'] as const),
  ...no.map((form) => [form, 'no'] as const),
  ...neither.map((form) => [form, undefined] as const),
]

test.each(table)('"%s" is read as %s', (form, meaning) => {
  expect(yesOrNo(form)).toBe(meaning)
  expect(yesOrNo(form.normalize('NFD'))).toBe(meaning)
})

test('the table holds at least two hundred written forms', () => {
  expect(table.length).toBeGreaterThanOrEqual(200)
})
