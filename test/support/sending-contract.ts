import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Channel, Part, Reply, SendResult } from '../../adapters/channel.ts'
import { render } from '../../adapters/render.ts'
import { row } from './contract-rows.ts'
import type { Fault } from './fake-platform.ts'

/** A platform on this machine, and our channel to it. */
export interface Sending {
  channel: Channel
  fail(fault: Fault): void
  /** What the platform has shown to this citizen. */
  shown(citizenId: string): { text: string; messageId: string }[]
  /** The citizen has just written: whatever window there is stands open. */
  heard(citizenId: string): void
  /** Nothing of the kind may stand in a result. */
  secrets: string[]
  close(): Promise<void>
}

export interface SendingSubject {
  open(): Promise<Sending>
  /** The same channel to an address where nobody listens. */
  toNowhere(): Channel
  /** Errors as this platform tells them, some of them with HTTP 200. */
  told: { what: string; answer: NonNullable<Fault['answer']>; verdict: Verdict; waits?: boolean }[]
}

type Verdict = Extract<SendResult, { ok: false }>['verdict']

const texts: [string, string][] = [
  ['Vietnamese', 'Dạ, mời Anh/Chị ghé Bộ phận Một cửa. Cảm ơn Anh/Chị đã hỏi ạ.'],
  ['an emoji family', '👨‍👩‍👧‍👦 ở đâu?'],
  ['many lines', 'Một\n\nHai\nBa'],
  ['quotes and backslashes', 'Mẫu "TK1-TS" \\ số 1'],
  ['html', '<b>đậm</b> & <script>'],
  ['a link', 'https://dichvucong.example/thu-tuc?ma=1.001193&xa=13669#nop'],
]

const labelled = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ label: `Việc ${n + 1}`, payload: `viec:${n + 1}` }))
const linked = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    label: `Trang ${n + 1}`,
    url: `https://xa-mau.example/${n + 1}`,
  }))

const replies: [string, Reply][] = [
  ...[1, 3, 5, 6, 13, 14, 30].map((count): [string, Reply] => [
    `${count} choices`,
    { text: 'Anh/Chị cần việc gì?', choices: labelled(count) },
  ]),
  ...[1, 3, 4, 8].map((count): [string, Reply] => [
    `${count} links`,
    { text: 'Xem thêm:', links: linked(count) },
  ]),
  ['choices and links', { text: 'Mời chọn', choices: labelled(3), links: linked(2) }],
  ['labels alike', { text: 'Xã nào?', choices: [...labelled(1), ...labelled(1)] }],
  [
    'a picture with words and choices',
    {
      text: 'Sơ đồ',
      pictures: [{ url: 'https://xa-mau.example/a.jpg', alt: 'Sơ đồ đường đi' }],
      choices: labelled(2),
    },
  ],
  [
    'more words than one message holds',
    { text: 'Rất nhiều giấy tờ. '.repeat(400), choices: labelled(4) },
  ],
]

const answers: [string, NonNullable<Fault['answer']>, Verdict[]][] = [
  ['a gateway’s page with 500', { status: 500, body: '<html>' }, ['unknown']],
  ['a gateway’s page with 502', { status: 502, body: '<html>' }, ['unknown']],
  ['a gateway’s page with 504', { status: 504, body: '<html>' }, ['unknown']],
  ['a busy server', { status: 503, body: '' }, ['retry', 'unknown']],
  ['a gateway’s 429', { status: 429, body: '<html>' }, ['too-fast']],
  ['a page that is not there', { status: 404, body: '<html>' }, ['retry', 'wake']],
  ['a redirect', { status: 302, headers: { location: '/elsewhere' }, body: '' }, ['retry']],
  ...['', '[]', 'null', '"ok"', '{', '{}', 'true', '<html>'].map(
    (body): [string, NonNullable<Fault['answer']>, Verdict[]] => [
      `a yes that cannot be read (${body})`,
      { body },
      ['unknown'],
    ],
  ),
  ['a yes without end', { body: 'x'.repeat(2 * 1024 * 1024) }, ['unknown']],
]

/** General rows: how every platform's sending behaves, whatever it calls things. */
export function sendingContract(name: string, subject: SendingSubject): void {
  describe(`${name} keeps the channel contract: sending`, () => {
    const citizenId = '6190000000000000033'
    let open: Sending
    beforeAll(async () => {
      open = await subject.open()
    })
    afterAll(() => open.close())

    const send = (part: Part, to = citizenId, leaving?: () => void) => {
      const { channel, heard } = open
      heard(to)
      const options = { way: 'reply', metadata: 'out-1', leaving } as const
      return channel.send({ channel: channel.name, id: to }, part, options)
    }
    /** Sent with one fault on order; what came of it, and how often the citizen sees it. */
    async function through(fault: Fault, part: Part = { text: `Dạ ${Math.random()}` }) {
      // A channel of its own: what this answer makes it believe is nobody else's affair.
      const own = await subject.open()
      try {
        own.heard(citizenId)
        own.fail(fault)
        const to = { channel: own.channel.name, id: citizenId }
        const result = await own.channel.send(to, part, { way: 'reply', metadata: 'out-2' })
        const said = JSON.stringify(result)
        for (const secret of own.secrets) expect(said).not.toContain(secret)
        if (part.text) expect(said).not.toContain(part.text)
        return { result, shown: own.shown(citizenId).length }
      } finally {
        await own.close()
      }
    }

    for (const [what, text] of texts) {
      row(name, `${what} arrives as it is, and its id is the platform’s`, async () => {
        const before = open.shown(citizenId).length
        const result = await send({ text })
        const [shown, ...more] = open.shown(citizenId).slice(before)
        expect(more).toEqual([])
        expect(shown?.text).toBe(text)
        expect(result).toMatchObject({ ok: true, messageId: shown?.messageId })
      })
    }

    row(name, 'the longest text of all arrives whole', async () => {
      const text = 'ă'.repeat(open.channel.can.textLimit)
      expect(await send({ text })).toMatchObject({ ok: true })
      expect(open.shown(citizenId).at(-1)?.text).toBe(text)
    })

    row(name, 'two people whose ids differ in the last of nineteen digits are two', async () => {
      await send({ text: 'một' }, '9007199254740993001')
      await send({ text: 'hai' }, '9007199254740993002')
      expect(open.shown('9007199254740993001').map(({ text }) => text)).toEqual(['một'])
      expect(open.shown('9007199254740993002').map(({ text }) => text)).toEqual(['hai'])
    })

    for (const [what, reply] of replies) {
      row(name, `${what}: every part that render() makes is taken`, async () => {
        for (const part of render(reply, open.channel.can))
          expect(await send(part)).toMatchObject({ ok: true })
      })
    }

    row(name, 'twenty at once arrive, each once', async () => {
      const before = open.shown(citizenId).length
      const all = Array.from({ length: 20 }, (_, n) => `Tin ${n}`)
      for (const result of await Promise.all(all.map((text) => send({ text }))))
        expect(result).toMatchObject({ ok: true })
      const shown = open.shown(citizenId).slice(before)
      expect(shown.map(({ text }) => text).toSorted()).toEqual(all.toSorted())
    })

    row(name, 'says that it leaves once, and before anybody has seen it', async () => {
      const before = open.shown(citizenId).length
      const seen: number[] = []
      await send({ text: 'Dạ' }, citizenId, () => seen.push(open.shown(citizenId).length))
      expect(seen).toEqual([before])
    })

    row(name, 'what nobody took is proved unsent, and never left', async () => {
      let left = 0
      const nowhere = subject.toNowhere()
      const result = await nowhere.send(
        { channel: nowhere.name, id: citizenId },
        { text: 'Dạ' },
        { way: 'reply', metadata: 'm', leaving: () => void left++ },
      )
      expect(result).toMatchObject({ ok: false, verdict: 'retry' })
      expect(left).toBe(0)
    })

    row(name, 'a slow answer is an answer', async () => {
      expect(await through({ delayMs: 1_200 })).toMatchObject({ result: { ok: true }, shown: 1 })
    })

    for (const [hangUp, shown] of [
      ['before', 0],
      ['after', 1],
      ['half', 1],
    ] as const) {
      row(name, `a line that breaks (${hangUp}) leaves a doubt`, async () => {
        const came = await through({ hangUp })
        expect(came).toMatchObject({ result: { ok: false, verdict: 'unknown' }, shown })
      })
    }

    for (const [what, answer, verdicts] of answers) {
      row(name, `${what} is no yes, and no reason to throw`, async () => {
        const { result } = await through({ answer })
        expect(result.ok).toBe(false)
        expect(verdicts).toContain(result.ok ? 'ok' : result.verdict)
        expect(result).toHaveProperty('code', expect.stringMatching(/^[\w/-]{1,40}$/))
      })
    }

    row(name, 'packed bytes that nobody asked for are a doubt', async () => {
      const answer = { headers: { 'content-encoding': 'gzip' }, body: gzipSync('{}').toString() }
      expect(await through({ answer })).toMatchObject({ result: { verdict: 'unknown' } })
    })

    for (const { what, answer, verdict, waits = false } of subject.told) {
      row(name, `${what}: ${verdict}`, async () => {
        const { result } = await through({ answer })
        expect(result).toMatchObject({ ok: false, verdict })
        if (waits) expect(result).toHaveProperty('retryAfterMs', expect.any(Number))
      })
    }

    row(name, 'a sign of life that fails is nobody’s trouble', async () => {
      const own = await subject.open()
      own.fail({ hangUp: 'before' })
      await own.channel.typing?.({ channel: own.channel.name, id: citizenId })
      await own.close()
    })
  })
}
