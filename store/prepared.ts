/** A statement that the database parses and plans once for each connection: for texts that never change. */
export function prepared(text: string, values: unknown[]) {
  const name = names.get(text) ?? `s${names.size + 1}`
  names.set(text, name)
  return { name, text, values }
}

const names = new Map<string, string>()
