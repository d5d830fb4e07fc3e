// An echo in Messenger with Bottender, as its documentation writes it; sessions in memory.
const { createRequire } = require('node:module')
const { join } = require('node:path')

const bottender = createRequire(join(process.env.BOTTENDER, 'package.json'))
const { MessengerBot, MemorySessionStore } = bottender('bottender')
const { createServer } = bottender('@bottender/express')

const bot = new MessengerBot({
  accessToken: process.env.MESSENGER_PAGE_TOKEN,
  appId: process.env.MESSENGER_APP_ID,
  appSecret: process.env.MESSENGER_APP_SECRET,
  pageId: process.env.MESSENGER_PAGE_ID,
  verifyToken: process.env.MESSENGER_VERIFY_TOKEN,
  origin: process.env.MESSENGER_GRAPH_URL,
  sessionStore: new MemorySessionStore(200_000),
})
bot.onEvent(async (context) => {
  await context.sendText(context.event.text)
})

const server = createServer(bot, { path: '/webhooks/messenger' }).listen(0, '127.0.0.1', () =>
  console.log(
    JSON.stringify({ msg: 'listening', url: `http://127.0.0.1:${server.address().port}` }),
  ),
)
