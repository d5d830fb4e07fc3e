/**
 * Joins the calls of one moment into one write: while a write is under way, what arrives waits
 * and goes together with the next. One commit then serves many, and nobody waits for a timer.
 * A write that fails is tried again item by item, so that one bad item harms only itself.
 */
export function grouped<Item, Result>(
  write: (items: Item[]) => Promise<Result[]>,
  { most = 64, atOnce = 1 } = {},
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item; done: (result: Result) => void; fail: (error: unknown) => void }
  const waiting: Waiting[] = []
  let writing = 0

  function start() {
    while (writing < atOnce && waiting.length > 0) {
      writing += 1
      void run(waiting.splice(0, most)).finally(() => {
        writing -= 1
        start()
      })
    }
  }

  async function run(batch: Waiting[]): Promise<void> {
    try {
      const results = await write(batch.map(({ item }) => item))
      // as: write() answers for every item, in order.
      for (const [n, { done }] of batch.entries()) done(results[n] as Result)
    } catch (error) {
      const [only] = batch
      if (batch.length === 1) only?.fail(error)
      else for (const each of batch) await run([each])
    }
  }

  return (item) =>
    new Promise((done, fail) => {
      waiting.push({ item, done, fail })
      // The calls of this very tick join: the event loop has them all before the write begins.
      if (waiting.length === 1) setImmediate(start)
    })
}
