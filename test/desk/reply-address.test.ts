import { expect, test } from 'vitest'
import { replyAddresses } from '../../desk/reply-address.ts'

const letter = { id: 4_711, ticketId: 'draft-1', mailbox: 'kt-hoa-lu@tinh.example' }
const until = new Date('2027-01-01T10:00:00Z')
const old = replyAddresses(['the-old-secret-of-ours'], 'traloi.tinh.example')
const rotated = replyAddresses(
  ['the-new-secret-of-ours', 'the-old-secret-of-ours'],
  'traloi.tinh.example',
)

test('an address says its letter and last day, in any case of letters', () => {
  const address = old.sign(letter, until)
  expect(address).toMatch(/^[a-z2-7]{40}@traloi\.tinh\.example$/)
  const claim = old.read(address.toUpperCase())
  expect(claim).toMatchObject({ letterId: 4_711, expiresAt: new Date('2027-01-02T00:00:00Z') })
  expect(claim && old.proves(claim, letter)).toBe(true)
})

test('it proves nothing for another ticket, mailbox or letter', () => {
  const claim = old.read(old.sign(letter, until))
  if (!claim) throw new Error('our own address was not read')
  for (const other of [{ ticketId: 'draft-2' }, { mailbox: 'so@tinh.example' }])
    expect(old.proves(claim, { ...letter, ...other })).toBe(false)
})

test('every changed letter of it is noticed', () => {
  const [token = '', domain] = old.sign(letter, until).split('@')
  for (let n = 0; n < token.length; n += 1) {
    const changed = token.slice(0, n) + (token[n] === 'c' ? 'd' : 'c') + token.slice(n + 1)
    const claim = old.read(`${changed}@${domain}`)
    expect(claim !== undefined && old.proves(claim, letter)).toBe(false)
  }
  expect(old.read(`${token.slice(1)}@${domain}`)).toBeUndefined()
})

test('a new key leaves letters already sent answerable; a dropped one does not', () => {
  const claim = rotated.read(old.sign(letter, until))
  expect(claim && rotated.proves(claim, letter)).toBe(true)
  expect(old.read(rotated.sign(letter, until))).toBeUndefined()
})

test('one mailbox with plus addresses serves as well', () => {
  const plus = replyAddresses(['the-old-secret-of-ours'], 'traloi@tinh.example')
  const address = plus.sign(letter, until)
  expect(address).toMatch(/^traloi\+[a-z2-7]{40}@tinh\.example$/)
  expect(plus.find(`To: "Cầu Nối" <${address}>, ai@tinh.example`)).toEqual([address])
  expect(plus.read(address)?.letterId).toBe(4_711)
})
