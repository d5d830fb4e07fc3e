// The baseline: a handler that checks the signature and forgets. Nothing is kept, nobody is answered.
import { createHmac, timingSafeEqual } from 'node:crypto'
import Fastify from 'fastify'

const app = Fastify()
app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
  done(null, body),
)
app.post('/webhooks/messenger', (request, reply) => {
  const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice(7), 'hex')
  const wanted = createHmac('sha256', process.env.MESSENGER_APP_SECRET)
    .update(request.body)
    .digest()
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return reply.code(401).send()
  JSON.parse(request.body)
  return reply.send('EVENT_RECEIVED')
})
await app.listen({ port: 0, host: '127.0.0.1' })
console.log(
  JSON.stringify({ msg: 'listening', url: `http://127.0.0.1:${app.server.address().port}` }),
)
