import { expect, test } from 'vitest'
import { realServices } from '../support/real-services.ts'
import { talker } from '../support/talker.ts'

const services = await realServices()

/** What people ask at a commune's counter, and the need that must be heard in it. */
const asked: [string, string][] = [
  ['hello, where can I register the birth of my baby?', 'foreign-birth'],
  ['birth certificate', 'foreign-birth'],
  ['I want to get married to my Vietnamese girlfriend', 'marriage'],
  ['how to get a marital status certificate', 'single'],
  ['my father passed away, what should I do', 'death'],
  ['how can my tenant get temporary residence', 'temporary-residence'],
  ['I need a visa extension please', 'visa'],
  ['we would like to change our address, household registration', 'permanent-residence'],
  ['I lost my ID card yesterday', 'identity-card'],
  ['how long does a new passport take', 'passport'],
  ['renew my driving license', 'driving-licence'],
  ['where can I register my motorbike', 'vehicle'],
  ['how to get the red book for our land', 'land'],
  ['do I need a building permit for the second floor', 'building'],
  ['I want to open a shop near the market', 'business'],
  ['my health insurance card expired', 'health-insurance'],
  ['my mother has no pension, any allowance for her?', 'pension'],
  ['unemployment benefit please', 'unemployment'],
  ['where can I get a certified copy of my diploma', 'copies'],
  ['I need a police clearance certificate', 'criminal-record'],
  ['how to change school for my son', 'school'],
  ['the street light in my street is broken', 'problem'],
  ['what is the status of my report', 'track'],
  ['what are your opening hours on Friday', 'hours'],
  ['can I speak English with someone?', 'officer'],
  ['there is a fire in the house next door, help', 'emergency'],
]

test.each(asked)('"%s" gets the short answer to %s', (words, id) => {
  expect(services.english(words)?.id).toBe(id)
  const { replies, verdict } = talker(services).say(words)
  expect(verdict).toBe('guided')
  expect(replies[0]?.text).toContain(services.english(words)?.say)
  expect(replies[0]?.text).toContain('0229 000 0001')
})

test('the numbers stand first when danger is told in English', () => {
  const citizen = talker(services)
  citizen.say('hello')
  const { replies } = citizen.say('my house is burning')
  expect(replies[0]?.text.split('\n')[0]).toContain('114')
})

test('any other language gets two lines and a telephone number', () => {
  for (const words of ['how do I make an omelette with cheese', '你好，我想问一下', 'សួស្តី ខ្ញុំចង់សួរ']) {
    const { replies, cannot } = talker(services).say(words)
    expect(cannot).toBe('other-language')
    expect(replies[0]?.text.split('\n').slice(-2).join()).toContain('0229 000 0001')
  }
})

test('Vietnamese is never taken for English, with or without marks', () => {
  for (const words of [
    'lam passport o dau',
    'đăng ký visa',
    'xin cấp lại bằng lái',
    'toi can ho tro',
  ])
    expect(talker(services).say(words).replies[0]?.text).not.toContain('automatic answer')
})

test('in the middle of a form it is answered, and the open question comes again', () => {
  const citizen = talker(services)
  citizen.say('phản ánh')
  const { replies } = citizen.say('where is the office to get a passport')
  expect(replies[0]?.text).toContain('hộ chiếu')
  expect(replies.at(-1)?.text).toContain('đồng ý')
})
