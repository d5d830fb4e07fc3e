// Messenger, Zalo and Zalo's bots for measuring: takes every message at once and counts the people it was for.
import { createServer } from 'node:http'

const reached = new Set()
const seen = new Set()
let sent = 0
let doubled = 0

const server = createServer((request, reply) => {
  const pieces = []
  request.on('data', (piece) => pieces.push(piece))
  request.on('end', () => {
    reply.setHeader('content-type', 'application/json')
    reply.end(JSON.stringify(answer(request, Buffer.concat(pieces).toString())))
  })
})

function answer({ method, url }, body) {
  if (method === 'GET') return { doubled, reached: reached.size }
  if (url.startsWith('/v4/oa/access_token'))
    return { access_token: 'bench-access', refresh_token: 'bench-refresh', expires_in: '90000' }
  const asked = body.startsWith('{') ? JSON.parse(body) : {}
  const to = asked.recipient?.id ?? asked.recipient?.user_id ?? asked.chat_id
  const said = asked.message ?? asked.text
  if (to && said) count(to, said)
  if (asked.chat_id) return { ok: true, result: { message_id: `out${sent}` } }
  if (asked.recipient?.user_id) return { error: 0, data: { message_id: `out${sent}` } }
  return { recipient_id: to, message_id: `out${sent}` }
}

function count(to, said) {
  sent += 1
  reached.add(to)
  // Only our own replies to Messenger carry a mark by which a second copy is known from a new message.
  if (!said.metadata) return
  const what = JSON.stringify(said)
  if (seen.has(what)) doubled += 1
  seen.add(what)
}

server.listen(0, '127.0.0.1', () =>
  console.log(
    JSON.stringify({ msg: 'listening', url: `http://127.0.0.1:${server.address().port}` }),
  ),
)
