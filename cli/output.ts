/** One JSON value on a line of its own. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}
