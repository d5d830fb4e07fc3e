import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Forged } from '../../adapters/channel.ts'
import { consoleChannel } from '../../adapters/console.ts'
import { challengeOf } from '../../adapters/messenger.ts'
import { deletionRequest } from '../../adapters/messenger-deletion.ts'
import { render } from '../../adapters/render.ts'
import { webChannel } from '../../adapters/web.ts'
import { BadInput } from '../../border.ts'

describe('Facebook verifies the webhook’s address', () => {
  const asked = {
    'hub.mode': 'subscribe',
    'hub.verify_token': 'our word',
    'hub.challenge': '0012345678901234567',
  }

  test('and gets its challenge back as it came', () => {
    expect(challengeOf(asked, 'our word')).toBe('0012345678901234567')
  })

  test.each([
    ['a wrong token', { ...asked, 'hub.verify_token': 'your word' }, 'our word'],
    ['a token that begins right', { ...asked, 'hub.verify_token': 'our wor' }, 'our word'],
    ['another mode', { ...asked, 'hub.mode': 'unsubscribe' }, 'our word'],
    ['no challenge', { ...asked, 'hub.challenge': undefined }, 'our word'],
    ['two tokens', { ...asked, 'hub.verify_token': ['our word', 'our word'] }, 'our word'],
    ['nothing', {}, 'our word'],
    ['no token of ours', { ...asked, 'hub.verify_token': '' }, ''],
  ])('but not with %s', (_name, query, token) => {
    expect(challengeOf(query, token)).toBeUndefined()
  })
})

describe('Facebook asks for a deletion', () => {
  const secret = 'app secret'
  const signed = (payload: unknown, key = secret) => {
    const body = Buffer.from(JSON.stringify(payload)).toString('base64url')
    return `${createHmac('sha256', key).update(body).digest('base64url')}.${body}`
  }
  const asked = { algorithm: 'HMAC-SHA256', user_id: '10200000000000009', issued_at: 1 }

  test('and we learn of whom', () => {
    expect(deletionRequest(signed(asked), secret)).toEqual({ userId: '10200000000000009' })
    expect(deletionRequest(`${signed(asked).replace('.', '=.')}`, secret).userId).toBe(
      asked.user_id,
    )
  })

  test.each([
    ['another app', signed(asked, 'another secret'), Forged],
    ['no signature', signed(asked).replace(/^[^.]+/, ''), Forged],
    ['another algorithm', signed({ ...asked, algorithm: 'none' }), BadInput],
    ['nobody named', signed({ algorithm: 'HMAC-SHA256' }), BadInput],
    ['one half', 'abc', BadInput],
    ['three parts', `${signed(asked)}.x`, BadInput],
    ['nothing', undefined, BadInput],
  ])('but not with %s', (_name, request, fault) => {
    expect(() => deletionRequest(request, secret)).toThrow(fault)
  })

  test('and without our secret nobody is believed', () => {
    expect(() => deletionRequest(signed(asked, ''), '')).toThrow(Forged)
  })
})

describe('our own pages are channels too', () => {
  const how = { way: 'reply', metadata: 'm' } as const

  test('web: the page is told to look', async () => {
    const told: string[] = []
    const web = webChannel((id) => told.push(id))
    expect(await web.send({ channel: 'web', id: 'w1' }, { text: 'Dạ' }, how)).toEqual({ ok: true })
    expect(told).toEqual(['w1'])
    expect(web.receive(Buffer.from('{}'), {})).toEqual([])
  })

  test('console: choices are printed as numbers', async () => {
    const printed: string[] = []
    const terminal = consoleChannel((text) => printed.push(text))
    const reply = { text: 'Chọn', choices: [{ label: 'Một', payload: '1' }] }
    for (const part of render(reply, terminal.can)) {
      await terminal.send({ channel: 'console', id: 'me' }, part, how)
    }
    expect(printed).toEqual(['Chọn\n\n1. Một\nAnh/Chị nhắn số để chọn, ví dụ: 1'])
    expect(terminal.receive(Buffer.from('{}'), {})).toEqual([])
  })
})
