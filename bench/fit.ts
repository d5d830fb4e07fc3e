/** Fitting of weights by gradient, small enough to read; each row is what was weighed, in a fixed order. */

type Row = readonly number[]

export interface Choice {
  /** One row for each candidate, and which of them are right. */
  rows: readonly Row[]
  right: readonly boolean[]
}

/** Weights under which the right candidates are likeliest. */
export function fitChoices(all: readonly Choice[]): number[] {
  const usable = all.filter(({ right }) => right.includes(true))
  return ascend(usable[0]?.rows[0]?.length ?? 0, { steps: 120, shrink: () => 0.002 }, (w) => {
    const gradient = w.map(() => 0)
    for (const { rows, right } of usable) {
      const scores = rows.map((row) => dot(row, w))
      const most = Math.max(...scores)
      const shares = scores.map((s) => Math.exp(s - most))
      const sum = total(shares)
      const rightSum = total(shares.filter((_, i) => right[i]))
      rows.forEach((row, i) => {
        const share = shares[i] ?? 0
        addTo(gradient, row, ((right[i] ? share / rightSum : 0) - share / sum) / usable.length)
      })
    }
    return gradient
  })
}

export interface Verdict {
  row: Row
  yes: boolean
  /** How much it counts beside others of its kind. */
  worth: number
}

/** Logistic regression; both answers count the same, however many there are of each. The first number is the bias. */
export function fitVerdicts(all: readonly Verdict[]): number[] {
  const [yes, no] = [true, false].map((side) =>
    total(all.filter((one) => one.yes === side).map(({ worth }) => worth)),
  )
  const size = (all[0]?.row.length ?? 0) + 1
  return ascend(size, { steps: 1_500, shrink: (i) => (i === 0 ? 0 : 0.003) }, (w) => {
    const gradient = w.map(() => 0)
    for (const one of all) {
      const share = (one.worth * 0.5) / ((one.yes ? yes : no) || 1)
      addTo(gradient, [1, ...one.row], share * (Number(one.yes) - chanceOf(one.row, w)))
    }
    return gradient
  })
}

export const chanceOf = (row: Row, weights: readonly number[]): number =>
  1 / (1 + Math.exp(-dot([1, ...row], weights)))

export const dot = (row: Row, weights: readonly number[]): number =>
  row.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0)

function ascend(
  size: number,
  { steps, shrink }: { steps: number; shrink(place: number): number },
  gradientAt: (weights: number[]) => number[],
): number[] {
  let weights: number[] = new Array(size).fill(0)
  let speed = weights
  for (let step = 0; step < steps; step++) {
    const gradient = gradientAt(weights)
    speed = speed.map((s, i) => 0.9 * s + (gradient[i] ?? 0) - shrink(i) * (weights[i] ?? 0))
    weights = weights.map((w, i) => w + (speed[i] ?? 0))
  }
  return weights
}

function addTo(sums: number[], row: Row, times: number): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + times * (row[i] ?? 0)
}

const total = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0)
