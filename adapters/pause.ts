/** How long a channel keeps still after the platform said "too fast". */
export interface Pause {
  until(at: Date): void
  /** Milliseconds still to wait; 0 when the way is free. */
  left(): number
}

export function createPause(now: () => Date): Pause {
  let end = 0
  return {
    until: (at) => {
      end = Math.max(end, at.getTime())
    },
    left: () => Math.max(0, end - now().getTime()),
  }
}
