// Messenger's Send API for measuring: takes every message at once and counts the people it was for.
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
    if (request.method === 'GET')
      return reply.end(JSON.stringify({ doubled, reached: reached.size }))
    const { recipient, message } = JSON.parse(Buffer.concat(pieces).toString())
    if (message) {
      sent += 1
      reached.add(recipient.id)
      const what = `${message.metadata} ${JSON.stringify(message)}`
      if (seen.has(what)) doubled += 1
      seen.add(what)
    }
    reply.end(JSON.stringify({ recipient_id: recipient.id, message_id: `m_out_${sent}` }))
  })
})
server.listen(0, '127.0.0.1', () =>
  console.log(
    JSON.stringify({ msg: 'listening', url: `http://127.0.0.1:${server.address().port}` }),
  ),
)
