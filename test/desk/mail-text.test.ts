import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { describe, expect, test } from 'vitest'
import { cutReply } from '../../desk/cut-reply.ts'
import { ticketLetter } from '../../desk/letters.ts'
import { textOf } from '../../desk/mail-text.ts'
import { parseMail } from '../../desk/parse-mail.ts'
import { encodedMail, encodings } from '../support/mail-encodings.ts'
import { type Client, clients, type Seen } from '../support/office-clients.ts'
import { sampleTicket } from '../support/test-desk.ts'
import { officersWords } from './officers-words.ts'

const written = ticketLetter({
  ticket: sampleTicket,
  to: 'kt-hoa-lu@tinh.example',
  purpose: { type: 'new-ticket' },
  fieldName: 'Đường, cầu',
  link: 'https://tinh.example/desk/abcdef',
  from: 'cau-noi@tinh.example',
  replyTo: `${'a'.repeat(40)}@traloi.tinh.example`,
})
const letter: Seen = { ...written, from: 'cau-noi@tinh.example' }

async function read(client: Client, typed: string) {
  const { text, html, headers } = client(typed, letter)
  const raw = await new MailComposer({
    from: 'kt-hoa-lu@tinh.example',
    to: letter.from,
    subject: `Re: ${letter.subject}`,
    text,
    html,
    headers,
  })
    .compile()
    .build()
  return cutReply(textOf(await parseMail(raw)), letter.text)
}

for (const [name, client] of Object.entries(clients)) {
  describe(name, () => {
    for (const { name, typed, reads = typed } of officersWords)
      test(name, async () => {
        const cut = await read(client, typed)
        const loosely = cut.ok ? cut.text.replace(/\s+/g, ' ') : cut.why
        expect(loosely).toBe(reads.replace(/\s+/g, ' '))
      })
  })
}

describe('whatever its letters are sent as', () => {
  const typed = 'Đã vá xong ổ gà, nghiệm thu ngày 25/11 – đường thông.'
  for (const [name, encoding] of Object.entries(encodings))
    test(name, async () => {
      const { text = '' } = clients['Outlook for Windows'](`${typed}\n\nTrân trọng\nHùng`, letter)
      const raw = encodedMail(encoding, { headers: { From: 'kt-hoa-lu@tinh.example' }, text })
      expect(cutReply(textOf(await parseMail(raw)), letter.text)).toEqual({ ok: true, text: typed })
    })
})
