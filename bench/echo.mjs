// The least that botbuilder can do: an echo, with nothing kept, over plain HTTP and Messenger's JSON.
import { createServer } from 'node:http'
import { ActivityHandler, BotAdapter, TurnContext } from 'botbuilder'
import { Pool } from 'undici'

const platform = new Pool(process.env.MESSENGER_GRAPH_URL, { connections: 64 })

class EchoAdapter extends BotAdapter {
  take(activity, logic) {
    return this.runMiddleware(new TurnContext(this, activity), logic)
  }
  async sendActivities(_context, activities) {
    for (const { text, recipient } of activities) {
      const { body } = await platform.request({
        method: 'POST',
        path: '/me/messages',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ recipient: { id: recipient.id }, message: { text } }),
      })
      await body.dump()
    }
    return activities.map(() => ({ id: '' }))
  }
}

const adapter = new EchoAdapter()
const echo = new ActivityHandler().onMessage(async (context, next) => {
  await context.sendActivity(context.activity.text)
  await next()
})

const server = createServer((request, reply) => {
  const pieces = []
  request.on('data', (piece) => pieces.push(piece))
  request.on('end', async () => {
    const [{ messaging }] = JSON.parse(Buffer.concat(pieces).toString()).entry
    for (const { sender, recipient, message } of messaging) {
      const activity = {
        type: 'message',
        text: message.text,
        channelId: 'messenger',
        from: { id: sender.id },
        recipient: { id: recipient.id },
        conversation: { id: sender.id },
      }
      await adapter.take(activity, (context) => echo.run(context))
    }
    reply.end('EVENT_RECEIVED')
  })
})
server.listen(0, '127.0.0.1', () =>
  console.log(
    JSON.stringify({ msg: 'listening', url: `http://127.0.0.1:${server.address().port}` }),
  ),
)
