import { describe, expect } from 'vitest'
import { type Channel, type ChannelEvent, Forged, type Spoken } from '../../adapters/channel.ts'
import { BadInput } from '../../border.ts'
import { row } from './contract-rows.ts'

type Headers = Record<string, string | string[] | undefined>

/** What a channel's test hands over so that the general rows can be tried on it. */
export interface ContractSubject {
  channel: Channel
  /** The headers the platform would send with this body. */
  sign(body: Buffer): Headers
  /** The same, made with another app's secret. */
  signAsAnother(body: Buffer): Headers
  /** The header that carries the proof. */
  header: string
  /** A citizen's message as the platform writes it; the person's id, the words, the message's id. */
  says(citizenId: string, text: string, messageId: string): unknown
  /** The same with both ids as bare JSON numbers where the platform is known to do so. */
  asText?(event: unknown): string
  /** An authentic event of a kind that does not exist yet. */
  unknown: unknown
  /** True where the body must be read before its proof can be checked. */
  readsFirst: boolean
  /** False where the proof does not depend on the body. */
  provesBody: boolean
}

const citizen = '6190000000000000033'
const words = 'Đăng ký khai sinh ở đâu ạ? 🙏'

/** General rows: what holds for every platform, whatever it calls things. */
export function channelContract(name: string, subject: ContractSubject): void {
  const { channel, sign, signAsAnother, header, says, unknown, readsFirst, provesBody } = subject
  const wire = (value: unknown) => Buffer.from(subject.asText?.(value) ?? JSON.stringify(value))
  const receive = (body: Buffer, headers = sign(body)): ChannelEvent[] =>
    channel.receive(body, headers)
  const message = wire(says(citizen, words, 'm-1'))
  // as: the contract's own events are messages; a test fails on anything else.
  const spoken = (body: Buffer) => receive(body)[0] as Spoken

  describe(`${name} keeps the channel contract: hearing`, () => {
    row(name, 'a message is a message, with its exact id, words and time', () => {
      const [event, ...more] = receive(message)
      expect(more).toEqual([])
      expect(event).toMatchObject({
        kind: 'message',
        from: { channel: channel.name, id: citizen },
        text: words,
        attachments: [],
        messageId: 'm-1',
      })
      expect(event?.at).toBeInstanceOf(Date)
    })

    row(name, 'a repeat has the same key, another message another', () => {
      expect(spoken(message).key).toBe(spoken(Buffer.from(message)).key)
      expect(spoken(wire(says(citizen, words, 'm-2'))).key).not.toBe(spoken(message).key)
    })

    row(name, 'two different citizens are two', () => {
      const other = spoken(wire(says('6190000000000000034', words, 'm-1')))
      expect(other.from.id).toBe('6190000000000000034')
    })

    row(name, 'decomposed letters arrive composed, and spaces around words go', () => {
      const decomposed = says(citizen, `  ${words.normalize('NFD')}\n`, 'm-3')
      expect(spoken(wire(decomposed)).text).toBe(words)
    })

    row(name, 'spaces and quotation marks inside the JSON change nothing', () => {
      const loose = Buffer.from(JSON.stringify(JSON.parse(message.toString()), null, 3))
      expect(receive(loose)).toEqual(receive(message))
    })

    for (const [what, text] of [
      ['digits inside words', 'số 12345678901234567890, và "9007199254740993"'],
      ['backslashes and quotes', 'a\\"b\\\\c\\u0041'],
      ['html', '<img src=x onerror=alert(1)>'],
      ['letters turned right to left', 'abc\u202Edcb'],
      ['many lines', 'một\n\nhai\r\nba'],
      ['an emoji family', '👨‍👩‍👧‍👦'],
    ] as const) {
      row(name, `${what} stay as they are`, () => {
        expect(spoken(wire(says(citizen, text, 'm-4'))).text).toBe(text)
      })
    }

    row(name, 'what a database cannot store is taken out', () => {
      const { text } = spoken(wire(says(citizen, 'a\u0000b \ud800 c', 'm-5')))
      expect(text).toBe('ab \uFFFD c')
    })

    row(name, 'a huge message is heard whole', () => {
      const huge = 'Rất dài. '.repeat(20_000).trim()
      expect(spoken(wire(says(citizen, huge, 'm-6'))).text).toBe(huge)
    })

    row(name, 'a message id longer than an index allows still makes one short key', () => {
      const id = 'x'.repeat(5000)
      const { key } = spoken(wire(says(citizen, words, id)))
      expect(key.length).toBeLessThan(400)
      expect(spoken(wire(says(citizen, words, id))).key).toBe(key)
      expect(spoken(wire(says(citizen, words, `${id}y`))).key).not.toBe(key)
    })

    row(name, 'an event of a kind that does not exist yet is no reason to fail', () => {
      expect(receive(wire(unknown))).toEqual([])
    })
  })

  describe(`${name} keeps the channel contract: proof`, () => {
    const forged = (headers: Headers, body = message) =>
      expect(() => channel.receive(body, headers)).toThrow(Forged)

    row(name, 'no header, an empty one, nonsense, two of them: forged', () => {
      forged({})
      forged({ [header]: '' })
      forged({ [header]: 'x'.repeat(64) })
      forged({ [header]: [String(sign(message)[header]), String(sign(message)[header])] })
    })

    row(name, 'another app’s secret: forged', () => forged(signAsAnother(message)))

    row(name, 'a proof with one letter changed: forged', () => {
      const right = String(sign(message)[header])
      const last = right.endsWith('0') ? '1' : '0'
      forged({ [header]: right.slice(0, -1) + last })
      forged({ [header]: right.slice(0, -1) })
      forged({ [header]: `${right}0` })
    })

    if (provesBody) {
      row(name, 'a body with one bit changed: forged', () => {
        const headers = sign(message)
        const inWords = message.indexOf('khai')
        for (const place of [inWords, inWords + 1, message.length - 3]) {
          const changed = Buffer.from(message)
          changed[place] = (changed[place] ?? 0) ^ 1
          expect(() => channel.receive(changed, headers)).toThrow()
        }
      })

      row(name, 'the same JSON written anew: forged', () => {
        const loose = Buffer.from(JSON.stringify(JSON.parse(message.toString()), null, 1))
        const headers = sign(loose)
        const anew = Buffer.from(JSON.stringify(JSON.parse(loose.toString())))
        forged(headers, anew)
      })
    }

    for (const text of ['', 'nonsense', '[]', 'null', '"text"', '1', '{"a":', '[{}]']) {
      row(name, `a body that is no object (${text}) is bad input once it is proved`, () => {
        const body = Buffer.from(text)
        expect(() => channel.receive(body, sign(body))).toThrow(BadInput)
        expect(() => channel.receive(body, {})).toThrow(readsFirst ? BadInput : Forged)
      })
    }

    row(name, 'a body made to be slow is refused like any other', () => {
      const slow = ['1'.repeat(300_000), `${'1'.repeat(300_000)}e`, '"\\'.repeat(100_000)]
      for (const text of [...slow, '['.repeat(300_000), '{"a":'.repeat(100_000)]) {
        const body = Buffer.from(text)
        expect(() => channel.receive(body, sign(body))).toThrow(BadInput)
      }
    })

    row(name, 'no error quotes what the citizen wrote', () => {
      const broken = Buffer.from(message.toString().slice(0, -2))
      for (const headers of [sign(broken), {}]) {
        try {
          channel.receive(broken, headers)
          expect.unreachable()
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
          expect(`${error} ${error instanceof Error ? error.cause : ''}`).not.toMatch(/khai|sinh/)
        }
      }
    })
  })
}
