/** How often something was right, with the interval in which the true rate lies (95 %, Wilson). */
export interface Rate {
  right: number
  of: number
  rate: number
  low: number
  high: number
}

export function rateOf<One>(list: readonly One[], isRight: (one: One) => boolean): Rate {
  const of = list.length
  const right = list.filter(isRight).length
  if (of === 0) return { right, of, rate: 0, low: 0, high: 1 }
  const rate = right / of
  const z = 1.96
  const centre = (rate + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half =
    (z * Math.sqrt((rate * (1 - rate)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of)
  return { right, of, rate, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
