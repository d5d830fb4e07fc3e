import { expect, test } from 'vitest'
import { inboundCounts } from '../../store/inbound-mail.ts'
import { coordinator, mailDesk, office, type Sending } from '../support/mail-desk.ts'
import { forEachMode } from '../support/modes.ts'

forEachMode((mode) => {
  const here = mailDesk(mode)
  const { letterOf, reply, heard, stateOf, titles, sent } = here

  test('an officer replies and the citizen reads it, with a copy to the officer', async () => {
    const letter = await letterOf(1)
    await reply(letter, 'Đã vá xong ổ gà sáng nay.\n\nTrân trọng\nNguyễn Văn Hùng')
    expect(heard(1).map(({ reply }) => reply.text)).toEqual([
      expect.stringContaining('Đã vá xong ổ gà sáng nay.'),
    ])
    expect(heard(1)[0]?.reply.text).not.toContain('Hùng')
    expect(await stateOf(1)).toBe('answered')
    expect(sent.at(-1)?.subject).toContain('Bản sao nội dung đã gửi người dân')
  })

  test('an address that relays wrote in capitals still answers', async () => {
    const letter = await letterOf(2)
    await reply(letter, 'Đã xong.', { to: letter.headers['Reply-To']?.toUpperCase() ?? '' })
    expect(heard(2)).toHaveLength(1)
  })

  test('a note for colleagues stays with them', async () => {
    await reply(await letterOf(3), 'Nội bộ: anh Tâm xem giúp')
    expect(heard(3)).toEqual([])
    expect(await stateOf(3)).toBe('sent')
  })

  const stranger = {
    from: 'ke-gian@khac.example',
    findings: 'mx.tinh.example; dmarc=pass header.from=khac.example',
  }
  const doubtful: [string, Sending][] = [
    ['a stranger who has the address', stranger],
    ['a forged author', { findings: 'mx.tinh.example; dmarc=fail header.from=tinh.example' }],
    [
      'findings of a server that we do not trust',
      { findings: 'mx.khac.example; dmarc=pass header.from=tinh.example' },
    ],
  ]
  for (const [nth, [name, more]] of doubtful.entries())
    test(`${name} reaches no citizen; mailbox and coordinator are told`, async () => {
      const number = 10 + nth
      const letter = await letterOf(number)
      const before = sent.length
      await reply(letter, 'Không giải quyết.', more)
      expect(heard(number)).toEqual([])
      const held = 'Thư trả lời chưa được gửi đến người dân'
      expect(titles(before)).toEqual([`${coordinator} ${held}`, `${office} ${held}`])
    })

  test('an automatic reply reaches nobody', async () => {
    const letter = await letterOf(20)
    const before = sent.length
    await reply(letter, 'Tôi đi công tác.', { headers: { 'Auto-Submitted': 'auto-replied' } })
    expect(heard(20)).toEqual([])
    expect(sent.length).toBe(before)
  })

  test('forged, cut and foreign addresses are refused at the door', async () => {
    const letter = await letterOf(30)
    const [token = '', domain] = (letter.headers['Reply-To'] ?? '').split('@')
    const last = token.endsWith('a') ? 'b' : 'a'
    for (const to of [
      `${token.slice(0, -1)}${last}@${domain}`,
      `${token.slice(1)}@${domain}`,
      'ai-do@khac.example',
    ])
      await expect(reply(letter, 'Đã xong.', { to })).rejects.toThrow('550')
    expect(heard(30)).toEqual([])
  })

  test('delivered twice, answered once', async () => {
    await reply(await letterOf(40), 'Đã thay bóng đèn.', { times: 2 })
    expect(heard(40)).toHaveLength(1)
  })

  test('every mail that was received is counted under one end', async () => {
    const counts = await inboundCounts(here.store.db)
    expect(counts).toEqual({ waiting: 0, delivered: 4, held: 3, returned: 0, noted: 1 })
  })
})
