import { describe, expect, test } from 'vitest'
import type { ChannelEvent, Spoken } from '../../adapters/channel.ts'
import { expectAllListed, fixturesOf } from '../support/fixtures.ts'
import { at, now, zalo, zaloHeaders } from './channels.ts'

const fixtures = fixturesOf('zalo')
const from = { channel: 'zalo', id: '6190000000000000033' } as const
const citizen = from.id
const stamp = '1795312800456'

/** A message as it should arrive; the id is the last two digits of c0ffee…. */
function message(event: string, number: string, rest: Partial<Spoken>): ChannelEvent[] {
  const messageId = `c0ffee000000000000${number}`
  const key = `${event}:${messageId}`
  return [{ kind: 'message', key, from, at, text: '', attachments: [], messageId, ...rest }]
}

const managed = (event: string) => ({ key: `${event}:${stamp}:${citizen}`, from, at })
const unsupported = [{ type: 'unsupported' as const }]
const photo = (file: string) => ({
  type: 'image' as const,
  url: `https://f5.photo.talk.zdn.vn/2/${file}`,
})
const revoked: ChannelEvent = {
  kind: 'alarm',
  key: `permission_revoked:${stamp}`,
  channel: 'zalo',
  at,
  reason:
    'zalo: the OA has withdrawn its permission from the app; an OA admin must consent again: run cau-noi setup zalo',
}

const heard: Record<string, ChannelEvent[]> = {
  user_send_text: message('user_send_text', '01', {
    text: 'Nhà tôi mới sinh cháu, đăng ký khai sinh cần giấy gì?',
  }),
  'user_send_text.quote': message('user_send_text', '02', {
    text: 'Ý tôi là tờ này',
    quotes: 'beef0000000000000001',
  }),
  'user_send_text.button': message('user_send_text', '03', {
    text: '#v1:menu:ho-tich',
    payload: 'menu:ho-tich',
  }),
  'user_send_text.decomposed': message('user_send_text', '04', {
    text: 'Xin hỏi giờ làm việc của phường',
  }),
  'user_send_text.number_timestamp': message('user_send_text', '05', { text: 'Dạ vâng' }),
  'user_send_text.old_timestamp': message('user_send_text', '06', { text: 'Chào', at: now }),
  'user_send_text.blank': message('user_send_text', '07', { attachments: unsupported }),
  'user_send_text.unstorable': message('user_send_text', '08', { text: 'xin chào \uFFFD bạn' }),
  'user_send_text.bare_ids': message('user_send_text', '09', {
    text: 'Số 6190000000000000033 là gì?',
  }),
  user_send_image: message('user_send_image', '10', {
    text: 'Ổ gà trước cổng chợ',
    attachments: [photo('lon.jpg')],
  }),
  'user_send_image.two': message('user_send_image', '11', {
    attachments: [photo('a.jpg'), photo('b.jpg')],
  }),
  'user_send_image.without_attachments': message('user_send_image', '12', {
    attachments: unsupported,
  }),
  'user_send_image.strange_address': message('user_send_image', '13', {
    attachments: [{ type: 'image' }],
  }),
  user_send_gif: message('user_send_gif', '14', { attachments: [photo('g.gif')] }),
  user_send_sticker: message('user_send_sticker', '15', {
    attachments: [
      {
        type: 'sticker',
        url: 'https://zalo-api.zadn.vn/api/emoticon/sticker/webpc?eid=77&size=130',
      },
    ],
  }),
  user_send_audio: message('user_send_audio', '16', {
    attachments: [{ type: 'audio', url: 'https://f3.voice.talk.zdn.vn/2/ghi-am.amr' }],
  }),
  user_send_video: message('user_send_video', '17', {
    attachments: [{ type: 'video', url: 'https://video.talk.zdn.vn/2/ngap.mp4' }],
  }),
  user_send_file: message('user_send_file', '18', {
    attachments: [
      { type: 'file', url: 'https://f9.file.talk.zdn.vn/2/don.pdf', name: 'Đơn đề nghị.pdf' },
    ],
  }),
  'user_send_file.number_size': message('user_send_file', '19', {
    attachments: [
      { type: 'file', url: 'https://f9.file.talk.zdn.vn/2/anh.docx', name: 'anh.docx' },
    ],
  }),
  user_send_link: message('user_send_link', '20', {
    text: 'https://tin-mau.example/bai-1',
    attachments: [{ type: 'link', url: 'https://tin-mau.example/bai-1', name: 'Bài viết mẫu' }],
  }),
  user_send_location: message('user_send_location', '21', {
    attachments: [{ type: 'location', latitude: 20.2506, longitude: 105.9745 }],
  }),
  'user_send_location.numbers': message('user_send_location', '22', {
    attachments: [{ type: 'location', latitude: 20.2506, longitude: 105.9745 }],
  }),
  'user_send_location.nonsense': message('user_send_location', '23', { attachments: unsupported }),
  'user_send_location.off_earth': message('user_send_location', '24', { attachments: unsupported }),
  user_send_business_card: message('user_send_business_card', '25', {
    attachments: [
      {
        type: 'contact',
        name: 'Bác Tổ Trưởng Mẫu',
        phone: '84900000001',
        url: 'https://zalo.me/mau',
      },
    ],
  }),
  'user_send_business_card.broken': message('user_send_business_card', '26', {
    attachments: [{ type: 'contact', name: 'Cô Bán Hàng Mẫu', url: 'https://zalo.me/mau2' }],
  }),
  'user_send_image.unreadable': message('user_send_image', '32', {
    attachments: [{ type: 'unsupported' }, photo('a.jpg')],
  }),
  user_send_hologram: message('user_send_hologram', '27', {
    attachments: [{ type: 'unsupported', url: 'https://f5.photo.talk.zdn.vn/2/h.bin' }],
  }),
  'user_send_text.without_message': [
    {
      kind: 'message',
      key: expect.stringMatching(new RegExp(`^user_send_text:${stamp}:${citizen}:[0-9a-f]{32}$`)),
      from,
      at,
      text: '',
      attachments: unsupported,
    },
  ],
  user_submit_info: [
    {
      kind: 'message',
      ...managed('user_submit_info'),
      text: '',
      attachments: [],
      shared: {
        name: 'Trần Thị Mẫu',
        phone: '84900000002',
        address: 'Số 5, ngõ 10, Phường Hoa Lư, Tỉnh Ninh Bình',
      },
    },
  ],
  'user_submit_info.flat': [
    {
      kind: 'message',
      ...managed('user_submit_info'),
      text: '',
      attachments: [],
      shared: {
        name: 'Lê Văn Mẫu',
        phone: '84900000003',
        address: 'Số 7 đường Mẫu, Xã Mẫu, Nho Quan, Ninh Bình',
      },
    },
  ],
  'user_submit_info.empty': [
    { kind: 'message', ...managed('user_submit_info'), text: '', attachments: [], shared: {} },
  ],
  follow: [{ kind: 'start', ...managed('follow') }],
  user_click_chatnow: [{ kind: 'start', ...managed('user_click_chatnow') }],
  unfollow: [{ kind: 'leave', ...managed('unfollow') }],
  user_withdraw: [{ kind: 'withdraw', ...managed('user_withdraw') }],
  permission_revoked: [revoked],
  'permission_revoked.without_oa': [revoked],
  'oa_send_text.bot': [
    {
      kind: 'echo',
      key: 'oa_send_text:beef0000000000000004',
      from,
      at,
      messageId: 'beef0000000000000004',
      text: 'Dạ, Anh/Chị cần tờ khai và giấy chứng sinh.',
    },
  ],
  'oa_send_text.officer': [
    { kind: 'officer-spoke', key: 'oa_send_text:beef0000000000000005', from, at },
  ],
  'oa_send_image.officer': [
    { kind: 'officer-spoke', key: 'oa_send_image:beef0000000000000006', from, at },
  ],
  oa_send_list: [
    {
      kind: 'echo',
      key: 'oa_send_list:beef0000000000000007',
      from,
      at,
      messageId: 'beef0000000000000007',
    },
  ],
}

/** Authentic, answered with 200, and nobody spoke to us. */
const ignored = [
  'user_send_text.without_sender',
  'user_send_text.another_oa',
  'user_reacted_message',
  'follow.another_oa',
  'follow.without_follower',
  'user_received_message',
  'user_received_message.citizen_sends',
  'user_received_message.template',
  'user_seen_message',
  'update_user_info',
  'add_user_to_tag',
  'remove_user_from_tag',
  'extension_purchased',
  'oa_reacted_message',
  'oa_send_consent',
  'user_reply_consent',
  'user_call_oa',
  'oa_call_user',
  'anonymous_send_text',
  'oa_send_anonymous_text',
  'widget_interaction_accepted',
  'widget_failed_to_sync_user_external_id',
  'change_oa_daily_quota',
  'change_template_status',
  'user_feedback',
  'user_click_response_button',
  'user_send_group_text',
  'oa_send_group_text',
  'console_test',
  'nameless',
]

function receive(name: string): ChannelEvent[] {
  const body = fixtures.raw(`webhook.${name}`)
  return zalo().receive(body, zaloHeaders(body))
}

describe('zalo hears', () => {
  for (const [name, events] of Object.entries(heard)) {
    test(name, () => expect(receive(name)).toEqual(events))
  }
})

describe('zalo leaves unanswered', () => {
  test.each(ignored)('%s', (name) => expect(receive(name)).toEqual([]))
})

test('every zalo webhook fixture is listed', () => {
  const names = [...Object.keys(heard), ...ignored].map((name) => `webhook.${name}`)
  expectAllListed(fixtures, 'webhook.', names)
})
