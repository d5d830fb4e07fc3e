import { describe, expect, test } from 'vitest'
import type { Attachment, ChannelEvent, Spoken } from '../../adapters/channel.ts'
import { expectAllListed, fixturesOf } from '../support/fixtures.ts'
import { at, messenger, messengerHeaders } from './channels.ts'

const fixtures = fixturesOf('messenger')
const pageId = '108172635445362'
const from = { channel: 'messenger', id: '7300011122233344' } as const

/** A message as it should arrive; the mid is m_mau and these digits. */
function message(number: string, rest: Partial<Spoken>): ChannelEvent[] {
  const messageId = `m_mau${number}`
  const key = `${pageId}:msg:${messageId}`
  return [{ kind: 'message', key, from, at, text: '', attachments: [], messageId, ...rest }]
}

const one = (type: Attachment['type'], rest: Partial<Attachment> = {}) => [{ type, ...rest }]
const photo = (file: string) => ({
  type: 'image' as const,
  url: `https://scontent.xx.fbcdn.net/v/t1.15752-9/${file}_n.jpg?oh=MAU&oe=6B000000`,
})
const sticker = one('sticker', { url: 'https://scontent.xx.fbcdn.net/v/s.png' })
const thumb = one('sticker', { url: 'https://scontent.xx.fbcdn.net/v/like.png' })

const messages: Record<string, ChannelEvent[]> = {
  'message.text': message('01', { text: 'Em muốn hỏi thủ tục đăng ký tạm trú 🙏' }),
  'message.text.decomposed': message('02', { text: 'Giờ làm việc thứ Bảy' }),
  'message.quick_reply': message('03', { text: 'Phản ánh', payload: 'flow:report' }),
  'message.quick_reply.phone': message('04', { text: '+84900000005' }),
  'message.reply': message('05', { text: 'Cái này mất mấy ngày?', quotes: 'm_mau_cu' }),
  'message.reply.story': message('06', { text: 'Đẹp quá' }),
  'message.image': message('07', { attachments: [photo('mau1')] }),
  'message.album': message('08', { attachments: [photo('mau1'), photo('mau2')] }),
  'message.audio': message('09', {
    attachments: one('audio', { url: 'https://cdn.fbsbx.com/v/mau.mp4' }),
  }),
  'message.video': message('10', {
    attachments: one('video', { url: 'https://video.xx.fbcdn.net/v/mau.mp4' }),
  }),
  'message.file': message('11', {
    attachments: one('file', { url: 'https://cdn.fbsbx.com/v/to-khai.pdf' }),
  }),
  'message.location': message('12', {
    attachments: one('location', { latitude: 0, longitude: 0 }),
  }),
  'message.location.empty': message('13', { attachments: one('unsupported') }),
  'message.sticker': message('14', { attachments: sticker }),
  'message.sticker.long_id': message('15', { attachments: sticker }),
  'message.sticker.twin': message('16', { attachments: sticker }),
  'message.thumb.small': message('17', { text: '👍', attachments: thumb }),
  'message.thumb.large': message('18', { text: '👍', attachments: thumb }),
  'message.link': message('19', {
    text: 'https://tin-mau.example/2',
    attachments: one('link', { url: 'https://tin-mau.example/2', name: 'Tin mẫu' }),
  }),
  'message.link.null_payload': message('20', {
    text: 'xem www.mau.example',
    attachments: one('link', { url: 'https://www.mau.example/', name: 'mau.example' }),
  }),
  'message.link.text_payload': message('21', {
    attachments: one('link', { url: 'https://tin-mau.example/3' }),
  }),
  'message.link.capital_url': message('22', {
    attachments: one('link', { url: 'https://tin-mau.example/4', name: 'Bốn' }),
  }),
  'message.link.unavailable': message('23', { attachments: one('unsupported') }),
  'message.link.not_an_address': message('24', { text: 'tờ khai của tôi' }),
  'message.reel': message('25', {
    attachments: one('link', { url: 'https://www.facebook.com/reel/999888777/', name: 'Ngập' }),
  }),
  'message.post': message('26', {
    attachments: one('link', { url: 'https://www.facebook.com/mau/posts/1' }),
  }),
  'message.product': message('27', { text: 'Cái này còn không?' }),
  'message.product.wordless': message('28', { attachments: one('unsupported') }),
  'message.booking': message('29', { attachments: one('unsupported') }),
  'message.new_kind': message('30', { attachments: one('unsupported') }),
  'message.unsupported': message('31', { attachments: one('unsupported') }),
  'message.empty': message('32', { attachments: one('unsupported') }),
  'message.ad': message('33', { text: 'Tư vấn giúp em', ref: 'xa-hoa-lu' }),
  'message.command': message('34', { text: '/tracuu PA-2026-000001' }),
  'message.nlp': message('35', { text: 'chào' }),
  'message.bare_ids': message('36', {
    from: { channel: 'messenger', id: '73000111222333445' },
    at: new Date(1795312800456),
    text: 'số 73000111222333445',
  }),
  'message.without_time': message('38', {
    text: 'không giờ',
    at: new Date(at.getTime() + 200),
  }),
  'message.attachment_unreadable': message('3b', {
    attachments: [{ type: 'unsupported' }, photo('mau1')],
  }),
  'batch.with_holes': message('3c', { text: 'còn nguyên' }),
  'message.without_recipient': message('3a', { text: 'thiếu trang' }),
  'message.lead_form': message('37', { text: 'Em đăng ký' }),
}

const start = (what: string, ref?: string, when = at): ChannelEvent[] => [
  {
    kind: 'start',
    key: expect.stringMatching(new RegExp(`^${pageId}:${what}`)),
    from,
    at: when,
    ...(ref && { ref }),
  },
]
const control = (ours: boolean): ChannelEvent[] => [
  {
    kind: 'control',
    key: expect.stringMatching(`^${pageId}:control:${from.id}:${at.getTime()}:[0-9a-f]{32}$`),
    from,
    at,
    ours,
  },
]
const echoed = (number: string) => ({
  key: `${pageId}:msg:m_mau${number}`,
  from,
  at: new Date(at.getTime() + 300),
})
const alarm = (action: string): ChannelEvent[] => [
  {
    kind: 'alarm',
    key: `${pageId}:policy:${at.getTime()}:${action}`,
    channel: 'messenger',
    at,
    reason: `messenger: Facebook's policy enforcement says "${action}" for this Page`,
  },
]
const said = (number: string, text: string, ms: number) =>
  message(number, { text, at: new Date(at.getTime() + ms) })

const events: Record<string, ChannelEvent[]> = {
  'message.unsent': [
    {
      kind: 'unsend',
      key: `${pageId}:del:m_mau01`,
      from,
      at: new Date(at.getTime() + 60_000),
      target: 'm_mau01',
    },
  ],
  message_edit: [
    {
      kind: 'edit',
      key: `${pageId}:edit:m_mau01:1`,
      from,
      at: new Date(at.getTime() + 5_000),
      target: 'm_mau01',
      text: 'Em muốn hỏi đăng ký thường trú',
    },
  ],
  'message_edit.text_number': [
    {
      kind: 'edit',
      key: `${pageId}:edit:m_mau01:2`,
      from,
      at: new Date(at.getTime() + 9_000),
      target: 'm_mau01',
      text: 'Em hỏi thường trú',
    },
  ],
  'postback.get_started': start('msg:m_mau40'),
  'postback.get_started.referral': start('msg:m_mau41', 'xa-hoa-lu'),
  'postback.menu': message('42', { text: 'Tra cứu phiếu', payload: 'flow:track' }),
  'postback.menu.referral': message('43', {
    text: 'Hỏi thủ tục',
    payload: 'flow:ask',
    ref: 'tt-1001193',
  }),
  'postback.without_mid': [
    {
      kind: 'message',
      key: expect.stringMatching(`^${pageId}:pb:${from.id}:${at.getTime()}:[0-9a-f]{32}$`),
      from,
      at,
      text: '',
      payload: 'flow:track',
      attachments: [],
    },
  ],
  'referral.link': start('referral:', 'xa-hoa-lu'),
  'referral.ad': start('referral:', 'chien-dich-2'),
  'referral.without_ref': start('referral:'),
  'referral.seconds': start('referral:', 'xa-hoa-lu', new Date(1795312800000)),
  'optin.send_to_messenger': start('optin:', 'form-1'),
  'echo.ours': [
    {
      kind: 'echo',
      ...echoed('90'),
      messageId: 'm_mau90',
      metadata: 'gui-17',
      text: 'Dạ, Anh/Chị cần tờ khai.',
    },
  ],
  'echo.ours.text_app_id': [{ kind: 'echo', ...echoed('91'), messageId: 'm_mau91', text: 'Dạ.' }],
  'echo.ours.metadata_only': [
    { kind: 'echo', ...echoed('92'), messageId: 'm_mau92', metadata: 'gui-18', text: 'Dạ.' },
  ],
  'echo.ours.template': [{ kind: 'echo', ...echoed('93'), messageId: 'm_mau93' }],
  'echo.page_inbox': [{ kind: 'officer-spoke', ...echoed('94') }],
  'echo.without_app_id': [{ kind: 'officer-spoke', ...echoed('95') }],
  'echo.another_app': [{ kind: 'officer-spoke', ...echoed('96') }],
  'echo.standby': [{ kind: 'officer-spoke', ...echoed('97'), silent: true }],
  'policy_enforcement.block': alarm('block'),
  'policy_enforcement.old_key': alarm('warning'),
  'handover.pass_to_us': control(true),
  'handover.pass_to_us.number': control(true),
  'handover.pass_away': control(false),
  'handover.take': control(false),
  'standby.text': message('50', { text: 'Cho em gặp cán bộ', silent: true }),
  'standby.postback': [
    {
      kind: 'message',
      key: expect.stringMatching(`^${pageId}:pb:`),
      from,
      at,
      silent: true,
      text: 'Tra cứu phiếu',
      attachments: [],
    },
  ],
  // In the order in which the citizen wrote; the repeat, the other Page and the holes are gone.
  batch: [
    ...said('61', 'một', 1),
    ...said('62', 'hai', 2),
    ...message('64', { text: 'ba', at: new Date(at.getTime() + 3), silent: true }),
  ],
}

/** Authentic, answered with 200, and nobody spoke to us. */
const ignored = [
  'postback.user_ref',
  'optin.checkbox',
  'optin.notifications',
  'delivery',
  'delivery.swapped',
  'read',
  'reaction.react',
  'reaction.unreact',
  'account_linking.linked',
  'account_linking.unlinked',
  'response_feedback',
  'message_request',
  'handover.request',
  'handover.roles',
  'feed.comment',
  'feed.comment_own',
  'dashboard_test',
  'another_recipient',
  'another_page',
  'instagram',
  'without_entry',
]

function receive(name: string): ChannelEvent[] {
  const body = fixtures.raw(`webhook.${name}`)
  return messenger().receive(body, messengerHeaders(body))
}

describe('messenger hears', () => {
  for (const [name, expected] of Object.entries({ ...messages, ...events })) {
    test(name, () => expect(receive(name)).toEqual(expected))
  }
})

describe('messenger leaves unanswered', () => {
  test.each(ignored)('%s', (name) => expect(receive(name)).toEqual([]))
})

test('every messenger webhook fixture is listed', () => {
  const names = [...Object.keys(messages), ...Object.keys(events), ...ignored]
  expectAllListed(
    fixtures,
    'webhook.',
    names.map((name) => `webhook.${name}`),
  )
})
