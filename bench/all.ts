import { channels } from './channels.ts'
import { conversations } from './conversations.ts'
import { take } from './figures.ts'
import { rendering } from './rendering.ts'
import { search } from './search.ts'
import { webhooks } from './webhooks.ts'

/** Everything that `npm run bench` measures, one after the other: nothing else may run beside it. */
const parts = [webhooks, channels, conversations, rendering, search]

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(
    `no such part: ${unknown.join(', ')}; there are: ${parts.map((p) => p.name).join(', ')}`,
  )
  process.exit(2)
}
for (const part of parts) {
  if (asked.length === 0 || asked.includes(part.name)) await take(part)
}
