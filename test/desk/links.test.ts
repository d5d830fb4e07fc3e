import { expect, test } from 'vitest'
import { deskLinks, sameSecret } from '../../desk/links.ts'

const secret = 'a'.repeat(43)
const now = new Date('2026-11-23T02:00:00Z')
const link = {
  ticketId: '0b9c3a52-1111-4222-8333-944455556666',
  mailbox: 'kt-hoa-lu@tinh.example',
  expiresAt: new Date('2027-01-02T10:00:00Z'),
}
const links = deskLinks([secret])
const token = links.sign(link)
const forged = { ok: false, reason: 'forged' }

test('a link proves ticket, mailbox and time', () => {
  expect(links.read(token, now)).toEqual({ ok: true, link })
})

test('a link fits into an address without escaping', () => expect(token).toMatch(/^[\w-]+$/))

test('every changed character is noticed', () => {
  for (let i = 0; i < token.length; i++) {
    const other = token[i] === 'A' ? 'B' : 'A'
    expect(links.read(token.slice(0, i) + other + token.slice(i + 1), now)).toEqual(forged)
  }
})

const refused: [string, string][] = [
  ['nothing', ''],
  ['a stump', token.slice(0, 20)],
  ['something added', `${token}A`],
  ['another spelling of the same bytes', `${token}=`],
  ['lower case', token.toLowerCase()],
  ['another installation’s key', deskLinks(['b'.repeat(43)]).sign(link)],
  ['not a token', 'Phiếu của tôi'],
]
for (const [name, given] of refused) {
  test(`refused: ${name}`, () => expect(links.read(given, now)).toEqual(forged))
}

test('a link ends at its time', () => {
  expect(links.read(token, link.expiresAt)).toEqual({ ok: false, reason: 'expired' })
  expect(links.read(token, new Date(link.expiresAt.getTime() - 1000)).ok).toBe(true)
})

test('a changed key leaves letters already sent working', () => {
  const rotated = deskLinks(['c'.repeat(43), secret])
  expect(rotated.read(token, now)).toEqual({ ok: true, link })
  expect(links.read(rotated.sign(link), now)).toEqual(forged)
})

test('the citizen’s secret is the same or it is not, whatever its length', () => {
  expect(sameSecret('x7Kq', 'x7Kq')).toBe(true)
  for (const given of ['', 'x7K', 'x7Kqq', 'x7kq']) expect(sameSecret(given, 'x7Kq')).toBe(false)
})
