interface PumpParts<Item> {
  /** Takes up to `most` items that are due; each is this process's own afterwards. */
  claim(most: number): Promise<Item[]>
  /** Never throws: what goes wrong with one item is settled inside. */
  run(item: Item): Promise<void>
  /** When the next item comes due within the horizon, in ms from now. */
  nextInMs(horizonMs: number): Promise<number | undefined>
  atOnce: number
  /** Looks by itself this often, whatever rings were lost. */
  sweepMs: number
  /** The store could not be asked; the next look is at the next sweep. */
  failed(error: unknown): void
}

export interface Pump {
  ring(): void
  /** Takes nothing new and waits for what is under way. */
  close(): Promise<void>
}

/** What comes due within this time is taken together: one statement for many, and nobody notices. */
const joinMs = 15

/** Works off what is due: when rung, when the next item comes due, and at every sweep. */
export function openPump<Item>(parts: PumpParts<Item>): Pump {
  const { claim, run, nextInMs, atOnce, sweepMs, failed } = parts
  const running = new Set<Promise<void>>()
  let looking: Promise<void> | undefined
  let rungMeanwhile = false
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let lookedAt = Number.NEGATIVE_INFINITY

  function ring(): void {
    if (closed) return
    if (looking) rungMeanwhile = true
    else again(lookedAt + joinMs - performance.now())
  }

  function again(waitMs: number): void {
    clearTimeout(timer)
    if (waitMs > 0) timer = setTimeout(start, waitMs)
    else start()
  }

  function start(): void {
    rungMeanwhile = false
    looking = look()
      .catch((error) => {
        failed(error)
        return sweepMs
      })
      .then((waitMs) => {
        looking = undefined
        lookedAt = performance.now()
        if (closed) return
        if (rungMeanwhile) again(joinMs)
        else if (waitMs !== undefined) again(waitMs)
      })
  }

  /** Takes what it can; the time until the next look, or undefined when a finished item will ring. */
  async function look(): Promise<number | undefined> {
    const room = atOnce - running.size
    // Claiming one by one as items finish would cost a statement each.
    if (room < atOnce / 2) return undefined
    const items = await claim(room)
    for (const item of items) work(item)
    if (items.length > 0) return joinMs
    const dueMs = await nextInMs(sweepMs)
    return Math.max(1, Math.min(dueMs ?? sweepMs, sweepMs))
  }

  function work(item: Item): void {
    const done = run(item).finally(() => {
      running.delete(done)
      if (running.size === Math.floor(atOnce / 2)) ring()
    })
    running.add(done)
  }

  ring()
  return {
    ring,
    async close() {
      closed = true
      clearTimeout(timer)
      await looking
      await Promise.all(running)
    },
  }
}
