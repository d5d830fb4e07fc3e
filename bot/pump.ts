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

/** Works off what is due: when rung, when the next item comes due, and at every sweep. */
export function openPump<Item>(parts: PumpParts<Item>): Pump {
  const { claim, run, nextInMs, atOnce, sweepMs, failed } = parts
  const running = new Set<Promise<void>>()
  let looking: Promise<void> | undefined
  let rungMeanwhile = false
  let closed = false
  let timer: NodeJS.Timeout | undefined

  function ring(): void {
    if (closed) return
    if (looking) {
      rungMeanwhile = true
      return
    }
    clearTimeout(timer)
    looking = look()
      .catch((error) => {
        failed(error)
        return sweepMs
      })
      .then((waitMs) => {
        looking = undefined
        if (closed) return
        if (rungMeanwhile) {
          rungMeanwhile = false
          ring()
        } else if (waitMs !== undefined) timer = setTimeout(ring, waitMs)
      })
  }

  /** Takes what it can; the time until the next look, or undefined when a finished item will ring. */
  async function look(): Promise<number | undefined> {
    while (!closed) {
      const room = atOnce - running.size
      // Claiming one by one as items finish would cost a statement each.
      if (room < atOnce / 2) return undefined
      const items = await claim(room)
      for (const item of items) start(item)
      if (items.length < room) break
    }
    const dueMs = await nextInMs(sweepMs)
    return Math.max(1, Math.min(dueMs ?? sweepMs, sweepMs))
  }

  function start(item: Item): void {
    const work = run(item).finally(() => {
      running.delete(work)
      if (running.size === Math.floor(atOnce / 2)) ring()
    })
    running.add(work)
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
