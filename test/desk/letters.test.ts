import { describe, expect, test } from 'vitest'
import { type LetterParts, messageId, ticketLetter } from '../../desk/letters.ts'
import type { Purpose } from '../../desk/purpose.ts'
import type { Ticket } from '../../desk/ticket.ts'

const ticket: Ticket = {
  id: '0b9c3a52',
  code: 'PA-2026-000123',
  secret: 'x7Kq',
  citizenId: 'zalo:6190000000000000033',
  kind: 'report',
  field: 'ROAD',
  urgency: 'normal',
  state: 'received',
  version: 1,
  content: 'Ổ gà sâu <b>giữa</b> ngõ 12, "đi" & ngã',
  placeText: 'ngõ 12 đường Lê Đại Hành',
  commune: { code: '14329', name: 'Phường Hoa Lư', province: 'Tỉnh Ninh Bình' },
  contact: { name: 'Nguyễn Thị Lan', phone: '0912345678', address: 'số 5 ngõ 12' },
  attachments: [],
  procedure: null,
  mailbox: 'kt-hoa-lu@tinh.example',
  office: 'Phòng Kinh tế phường Hoa Lư',
  routeLine: 'road',
  returns: 0,
  receivedAt: new Date('2026-11-23T02:12:00Z'),
  dueAt: new Date('2026-12-02T10:00:00Z'),
  pausedAt: null,
}
const letter = (more: Partial<LetterParts> = {}) =>
  ticketLetter({
    ticket,
    to: ticket.mailbox,
    purpose: { type: 'new-ticket' },
    fieldName: 'Đường, cầu',
    link: 'https://tinh.example/desk/abc',
    from: 'Cầu Nối <cau-noi@tinh.example>',
    ...more,
  })

const purposes: [Purpose, string][] = [
  [{ type: 'new-ticket' }, 'Phản ánh mới'],
  [
    { type: 'returned', event: 7, text: 'đường tỉnh quản lý', by: 'a@tinh.example' },
    'Phiếu được chuyển đến',
  ],
  [{ type: 'undeliverable', recipient: 'a@tinh.example' }, 'Thư không đến được nơi nhận'],
  [{ type: 'addition', event: 8, text: 'gần cột 12' }, 'Người dân bổ sung'],
  [{ type: 'withdrawn' }, 'Người dân đã rút'],
  [{ type: 'copy', event: 9, text: 'đã vá' }, 'Bản sao nội dung đã gửi người dân'],
  [{ type: 'due-soon' }, 'Sắp đến hạn'],
  [{ type: 'overdue' }, 'Đã quá hạn'],
]

describe('every letter', () => {
  for (const [purpose, title] of purposes) {
    const written = letter({ purpose })
    test(`${purpose.type}: its subject has code, field, due date and nothing personal`, () => {
      expect(written.subject).toBe(`[PA-2026-000123][ROAD][Hạn 02/12/2026] ${title}`)
    })
    test(`${purpose.type}: says the same as text and as HTML, and hides the reporter`, () => {
      for (const body of [written.text, written.html]) {
        expect(body).toContain('PA-2026-000123')
        expect(body).toContain('ngõ 12 đường Lê Đại Hành')
        expect(body).toContain('02/12/2026')
        expect(body).not.toMatch(/Nguyễn Thị Lan|0912345678|số 5 ngõ 12|6190000000000000033|x7Kq/)
        if ('text' in purpose) expect(body).toContain(purpose.text)
      }
    })
    test(`${purpose.type}: no program answers it`, () => {
      expect(written.headers).toMatchObject({ 'Auto-Submitted': 'auto-generated' })
    })
  }

  test('has a Message-ID of its own, and joins the thread of the first', () => {
    const ids = purposes.map(([purpose]) => letter({ purpose }).messageId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^<[0-9a-f]{32}@tinh\.example>$/)
    expect(letter({ purpose: { type: 'overdue' } }).headers.References).toBe(letter().messageId)
    expect(letter().headers.References).toBeUndefined()
  })
})

test('the letter of a new ticket explains each action and leads to the page', () => {
  const { text, html } = letter()
  for (const word of [
    'Nhận xử lý',
    'Trả lời',
    'Cần thêm thông tin',
    'Không thuộc thẩm quyền',
    'Hoàn thành',
  ])
    expect(text).toContain(word)
  expect(text).toContain('https://tinh.example/desk/abc')
  expect(html).toContain('href="https://tinh.example/desk/abc"')
})

test('a proposal carries its author, as the law on proposals asks', () => {
  const { subject, text } = letter({ ticket: { ...ticket, kind: 'proposal' } })
  expect(subject).toContain('Kiến nghị mới')
  for (const word of ['Nguyễn Thị Lan', '0912345678', 'số 5 ngõ 12']) expect(text).toContain(word)
  expect(subject).not.toContain('Lan')
})

test('what a citizen writes cannot become markup', () => {
  const { html } = letter({
    ticket: { ...ticket, content: '<script>alert(1)</script><img src=x>' },
  })
  expect(html).not.toMatch(/<script|<img/)
})

test('no line break leaves its header', () => {
  const sly = letter({
    ticket: { ...ticket, code: 'PA-1\r\nBcc: x@y.example' },
    to: 'a@b.example\r\nCc: c@d.example',
  })
  expect(sly.subject).not.toMatch(/[\r\n]/)
  expect(sly.to).not.toMatch(/[\r\n]/)
})

test('a second copy of a letter has the same Message-ID, another recipient another', () => {
  const id = (to: string) => messageId('t1', to, 'new-ticket', 'a@tinh.example')
  expect(id('x@tinh.example')).toBe(id('x@tinh.example'))
  expect(id('x@tinh.example')).not.toBe(id('y@tinh.example'))
})
