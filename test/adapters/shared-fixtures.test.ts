import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Channel } from '../../adapters/channel.ts'
import { deletionRequest } from '../../adapters/messenger-deletion.ts'
import { BadInput } from '../../border.ts'
import { expectAllListed, type Fixtures, sharedFixturesOf } from '../support/fixtures.ts'
import { botHeaders, messenger, messengerHeaders, zalo, zaloBot, zaloHeaders } from './channels.ts'

/** What each reference payload becomes, in a word; "" where nobody spoke. */
const zaloKinds = {
  message: [
    ...['user_send_text', 'user_send_text.quote', 'user_send_text.button_click', 'user_send_image'],
    ...['user_send_gif', 'user_send_sticker', 'user_send_audio', 'user_send_video'],
    ...['user_send_file', 'user_send_link', 'user_send_location', 'user_send_business_card'],
    ...['user_submit_info', 'user_submit_info.legacy'],
  ],
  start: ['follow', 'user_click_chatnow'],
  leave: ['unfollow'],
  withdraw: ['user_withdraw'],
  alarm: ['permission_revoked'],
  echo: ['oa_send_text.bot_echo', 'oa_send_list'],
  'officer-spoke': ['oa_send_text.staff'],
  '': [
    ...['user_reacted_message', 'user_received_message', 'user_seen_message'],
    ...['zns.user_received_message', 'anonymous_send_text', 'widget_interaction_accepted'],
    ...['widget_failed_to_sync_user_external_id', 'add_user_to_tag', 'console_test_sample'],
  ],
}

const messengerKinds = {
  message: [
    ...['text', 'quick_reply', 'quick_reply_phone', 'reply_to', 'image', 'images_album', 'audio'],
    ...['video', 'file', 'location_legacy', 'link_fallback', 'link_fallback_null_payload'],
    ...['sticker', 'sticker_transition_twin', 'like_sticker_legacy', 'ig_reel'],
    ...['template_product', 'ad_referral', 'command', 'unsupported'],
  ]
    .map((name) => `message.${name}`)
    .concat('postback.persistent_menu', 'postback.legacy_no_mid')
    .concat('standby.text', 'standby.postback_no_payload'),
  'message message message': ['batch.multi'],
  unsend: ['message.deleted'],
  edit: ['message_edit'],
  start: [
    ...['postback.get_started', 'postback.get_started_referral'],
    ...['referral.ad', 'referral.mme_link'],
  ],
  echo: ['echo.own_bot', 'echo.button_template'],
  'officer-spoke': ['echo.page_inbox_agent', 'echo.no_app_id'],
  control: ['handover.pass_thread_control', 'handover.take_thread_control'],
  alarm: ['policy_enforcement.block'],
  '': [
    ...['account_linking.linked', 'account_linking.unlinked', 'dashboard_test_postback'],
    ...['delivery', 'read', 'reaction.react', 'reaction.unreact', 'response_feedback'],
    ...['feed.comment_add', 'feed.comment_own_page', 'handover.app_roles'],
    ...['handover.request_thread_control', 'optin.checkbox_user_ref'],
    ...['optin.notification_messages', 'verify_get'],
  ],
}

const zaloAccount = {
  appId: '4100000000000000001',
  oaId: '3800000000000000002',
  oaSecretKey: 'dev-fixture-oa-secret-key',
}
const page = {
  appId: '987654321098765',
  appSecret: 'fixture-app-secret-0123456789abcd',
  pageId: '103456789012345',
}

const shared = { zalo: sharedFixturesOf('zalo'), messenger: sharedFixturesOf('messenger') }
if (shared.zalo && shared.messenger) against(shared.zalo, shared.messenger)
else console.info('the reference payloads are not beside this checkout: their table is left out')

test('a signature that others have published is accepted', () => {
  const body = Buffer.from('hello world')
  const signature = 'f39034b29165ec6a5104d9aef27266484ab26c8caa7bca8bcb2dd02e8be61b17'
  const attempt = () =>
    messenger({ ...page, appSecret: 'sesame' }).receive(body, {
      'x-hub-signature-256': `sha256=${signature}`,
    })
  // Past the signature, and only then no JSON.
  expect(attempt).toThrow(BadInput)
})

function against(ofZalo: Fixtures, ofMessenger: Fixtures): void {
  const table = (
    fixtures: Fixtures,
    prefix: string,
    kinds: Record<string, string[]>,
    channel: Channel,
    sign: (body: Buffer) => Record<string, string>,
  ) =>
    describe(`every reference payload of ${channel.name}`, () => {
      for (const [kind, names] of Object.entries(kinds)) {
        test.each(names)(`%s: ${kind || 'nobody spoke'}`, (name) => {
          const body = fixtures.raw(prefix + name)
          const events = channel.receive(body, sign(body))
          expect(events.map((event) => event.kind).join(' ')).toBe(kind)
        })
      }
      test('is listed', () => {
        const names = Object.values(kinds).flat()
        expectAllListed(
          fixtures,
          prefix,
          names.map((name) => prefix + name),
        )
      })
    })

  table(ofZalo, 'webhook.', zaloKinds, zalo(zaloAccount), (body) => zaloHeaders(body, zaloAccount))
  table(ofMessenger, 'webhook.', messengerKinds, messenger(page), (body) =>
    messengerHeaders(body, page),
  )
  const botKinds = { message: ['text', 'image', 'unsupported'] }
  table(ofZalo, 'bot.webhook.', botKinds, zaloBot(), botHeaders)
  vectors(ofZalo, ofMessenger)
}

const ZaloVectors = z.object({
  vectors: z.array(
    z.object({
      name: z.string(),
      appId: z.string(),
      oaSecretKey: z.string(),
      rawBody: z.string(),
      headerValue: z.string(),
    }),
  ),
})
const MessengerVectors = z.object({
  app_secret: z.string(),
  vectors: z.array(
    z.object({
      name: z.string(),
      body_base64: z.string(),
      header: z.string().nullable(),
      valid: z.boolean(),
    }),
  ),
})
const Deletion = z.object({
  app_secret: z.string(),
  request: z.object({ body: z.string() }),
  decoded: z.object({ user_id: z.string() }),
})

function vectors(ofZalo: Fixtures, ofMessenger: Fixtures): void {
  const read = <T>(schema: z.ZodType<T>, fixtures: Fixtures, name: string) =>
    schema.parse(JSON.parse(fixtures.raw(name).toString('utf8')))

  describe('the reference signatures', () => {
    const ours = read(ZaloVectors, ofZalo, 'signature.vectors').vectors
    test.each(ours)('zalo: $name', ({ appId, oaSecretKey, rawBody, headerValue }) => {
      const channel = zalo({ ...zaloAccount, appId, oaSecretKey })
      const headers = { 'x-zevent-signature': headerValue }
      expect(channel.receive(Buffer.from(rawBody), headers)).toHaveLength(1)
    })

    const theirs = read(MessengerVectors, ofMessenger, 'signature.vectors')
    test.each(theirs.vectors)('messenger: $name', ({ body_base64, header, valid }) => {
      const channel = messenger({ ...page, appSecret: theirs.app_secret })
      const body = Buffer.from(body_base64, 'base64')
      const attempt = () => channel.receive(body, header ? { 'x-hub-signature-256': header } : {})
      if (valid) expect(attempt).not.toThrow()
      else expect(attempt).toThrow('signature')
    })

    test('deletion request', () => {
      const { app_secret, request, decoded } = read(
        Deletion,
        ofMessenger,
        'data_deletion.signed_request',
      )
      const signed = new URLSearchParams(request.body).get('signed_request')
      expect(deletionRequest(signed, app_secret).userId).toBe(decoded.user_id)
    })
  })
}
