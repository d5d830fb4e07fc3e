import { describe, expect, test } from 'vitest'
import { ConfigFault, type Role, readConfig } from '../config.ts'

function faults(environment: Record<string, string>, role: Role = 'start'): string[] {
  try {
    readConfig(environment, role)
    return []
  } catch (error) {
    if (!(error instanceof ConfigFault)) throw error
    return error.message.split('\n').slice(1)
  }
}

const postgres = { DATABASE_URL: 'postgres://host/name', SECRET_KEY: 'k'.repeat(32) }
const alone = (key: string, value = 'given') => ({ [key]: value })

const zalo = ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY']
const messenger = ['APP_ID', 'APP_SECRET', 'VERIFY_TOKEN', 'PAGE_ID', 'PAGE_TOKEN'].map(
  (name) => `MESSENGER_${name}`,
)

describe('nothing set is no fault', () => {
  test('for the whole product', () => expect(faults({})).toEqual([]))
  test('nor is an empty value', () => {
    expect(faults({ ZALO_APP_ID: '', DATABASE_URL: ' ', PORT: '' })).toEqual([])
  })
  test('nor port 0', () => expect(readConfig({ PORT: '0' }, 'start').port).toBe(0))
})

const single: [string, Record<string, string>, Role, string][] = [
  ['no number as port', { PORT: 'abc' }, 'start', 'PORT'],
  ['a port beyond all', { PORT: '70000' }, 'start', 'PORT'],
  ['half a public address', { PUBLIC_URL: 'tinh.example' }, 'start', 'PUBLIC_URL'],
  ['another database', { ...postgres, DATABASE_URL: 'mysql://h/n' }, 'start', 'DATABASE_URL'],
  ['another queue', { ...postgres, REDIS_URL: 'http://h' }, 'start', 'REDIS_URL'],
  ['Redis without a database', { REDIS_URL: 'redis://h' }, 'start', 'REDIS_URL'],
  ['a database without the key', { DATABASE_URL: 'postgres://h/n' }, 'start', 'SECRET_KEY'],
  ['an old key without a new one', { SECRET_KEY_OLD: 'an old key of ours' }, 'start', 'SECRET_KEY'],
  ['a short key', { SECRET_KEY: 'short' }, 'start', 'SECRET_KEY'],
  ['the web role alone', {}, 'serve', 'DATABASE_URL'],
  ['the worker role alone', {}, 'work', 'DATABASE_URL'],
  ['mail without a sender', { SMTP_URL: 'smtp://h' }, 'start', 'MAIL_FROM'],
  ['a trial without an address', { MAIL_ONLY_TO: 'me' }, 'start', 'MAIL_ONLY_TO'],
  [
    'replies that nobody brings',
    { MAIL_REPLY_DOMAIN: 'traloi.tinh.example', MAIL_AUTHSERV_ID: 'mx' },
    'start',
    'IMAP_URL',
  ],
  [
    'a mailbox without reply addresses',
    { IMAP_URL: 'imaps://u:p@h' },
    'start',
    'MAIL_REPLY_DOMAIN',
  ],
  ['no such folder', { CONTENT_DIR: '/no/such/folder' }, 'start', 'CONTENT_DIR'],
  ['an unknown level', { LOG_LEVEL: 'loud' }, 'start', 'LOG_LEVEL'],
  ['a bot without its secret', alone('ZALO_BOT_TOKEN'), 'start', 'ZALO_BOT_SECRET'],
  ['a secret without its bot', alone('ZALO_BOT_SECRET', 'a secret'), 'start', 'ZALO_BOT_TOKEN'],
  ['a refresh token alone', alone('ZALO_REFRESH_TOKEN'), 'start', 'ZALO_APP_ID'],
]
test.each(single)('%s is one fault, under its key', (_name, environment, role, key) => {
  const found = faults(environment, role)
  expect(found).toHaveLength(1)
  expect(found[0]).toContain(key)
  expect(found[0]).toMatch(/; |must /)
})

for (const keys of [zalo, messenger]) {
  test.each(keys)('%s alone is a fault that names all that is missing', (key) => {
    const [fault] = faults({ [key]: 'given' })
    for (const other of keys) expect(fault).toContain(other)
  })
}

test('every fault is told at once', () => {
  const environment = { PORT: 'x', REDIS_URL: 'redis://h', ZALO_APP_ID: '1', SMTP_URL: 'smtp://h' }
  expect(faults(environment, 'serve')).toHaveLength(5)
})

test('no fault repeats a value, which may be a secret', () => {
  const environment = { DATABASE_URL: 'http://u:geheim@h', ZALO_APP_SECRET: 'geheim' }
  expect(faults(environment).join()).not.toContain('geheim')
})
