export interface Every {
  /** Runs without waiting for the time to come; while one runs, once more after it. */
  now(): void
  /** Waits for the one under way. */
  close(): Promise<void>
}

/** Runs `work` at once and again `ms` after each end; never two at a time. */
export function every(
  ms: number,
  work: () => Promise<unknown>,
  failed: (error: unknown) => void,
): Every {
  let closed = false
  let again = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined

  function run(): void {
    clearTimeout(timer)
    again = false
    running = work()
      .then(() => {}, failed)
      .then(() => {
        running = undefined
        if (closed) return
        if (again) run()
        else timer = setTimeout(run, ms)
      })
  }

  run()
  return {
    now() {
      if (running) again = true
      else if (!closed) run()
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await running
    },
  }
}
