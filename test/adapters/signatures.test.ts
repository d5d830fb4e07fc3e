import { expect, test } from 'vitest'
import { messenger, zalo } from './channels.ts'

// Computed with another language's library: our own helpers could share one mistake.
// Both bodies keep their escapes and spaces, as the platforms put them on the wire.

const zaloBody = String.raw`{"event_name":"user_send_text","app_id":"4180000000000000011", "sender":{"id":"6190000000000000033"},"recipient":{"id":"3870000000000000022"},"message":{"msg_id":"v1","text":"Xin ch\u00e0o \/ Đăng ký"},"timestamp":"1795312800456"}`
const zaloMac = 'mac=0c6cd51df026429c95efb55d8816c7af8aff37396b722d01e74b0ab347629ec8'

const metaBody = String.raw`{"object":"page","entry":[{"id":"108172635445362","time":1795312800456,"messaging":[{"sender":{"id":"7300011122233344"},"recipient":{"id":"108172635445362"},"timestamp":1795312800456,"message":{"mid":"m_v1","text":"Xin ch\u00e0o \ud83d\ude4f https:\/\/xa-mau.example\/a"}}]}]}`
const metaSignature = 'sha256=2adc0dff8dcd46bcde142ea4b62ca454607c4981bbb60dba123ea193f0921549'

const cases = [
  {
    name: 'zalo',
    channel: zalo(),
    header: 'x-zevent-signature',
    body: zaloBody,
    signature: zaloMac,
    text: 'Xin chào / Đăng ký',
  },
  {
    name: 'messenger',
    channel: messenger(),
    header: 'x-hub-signature-256',
    body: metaBody,
    signature: metaSignature,
    text: 'Xin chào 🙏 https://xa-mau.example/a',
  },
]

for (const { name, channel, header, body, signature, text } of cases) {
  test(`${name}: a signature made elsewhere is accepted`, () => {
    const headers = { [header]: signature }
    expect(channel.receive(Buffer.from(body), headers)).toMatchObject([{ kind: 'message', text }])
  })

  test(`${name}: the same content written anew is not`, () => {
    const anew = JSON.stringify(JSON.parse(body))
    expect(() => channel.receive(Buffer.from(anew), { [header]: signature })).toThrow('signature')
  })
}
