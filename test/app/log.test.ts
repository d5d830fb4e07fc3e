import { Writable } from 'node:stream'
import { DrizzleQueryError } from 'drizzle-orm'
import pino from 'pino'
import { expect, test } from 'vitest'
import { errorSerializer } from '../../app/log.ts'
import { FinalError } from '../../border.ts'

const canary = 'Nguyễn Thị Bí Mật 0912345678'

function logged(error: unknown): string {
  let written = ''
  const stream = new Writable({
    write(piece, _encoding, done) {
      written += piece
      done()
    },
  })
  pino(
    { base: null, serializers: { err: (error: unknown) => errorSerializer(error) } },
    stream,
  ).error({ err: error }, 'failed')
  return written
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

const foreign: [string, unknown][] = [
  [
    'a database that quotes the row',
    new DrizzleQueryError('insert …', [canary], new Error('duplicate')),
  ],
  ['a reader of JSON that quotes the text', thrownBy(() => JSON.parse(`{"text": ${canary}`))],
  ['something thrown that is no error', canary],
  ['a cause deep inside', new FinalError('outer', { cause: thrownBy(() => JSON.parse(canary)) })],
]
for (const [name, error] of foreign) {
  test(`a citizen's words do not come through ${name}`, () => {
    const line = logged(error)
    for (const word of canary.split(' ')) expect(line).not.toContain(word)
  })
}

test('our own message and the place are there for whoever mends it', () => {
  const line = JSON.parse(logged(new FinalError('routing.yaml: no line for LIGHT')))
  expect(line.err).toMatchObject({ name: 'FinalError', message: 'routing.yaml: no line for LIGHT' })
  expect(line.err.at[0]).toContain('log.test.ts')
})
