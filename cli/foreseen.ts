import { FinalError } from '../border.ts'

/** What a system's error means for whoever set the environment; undefined: it is news to us. */
export function foreseen(error: unknown): string | undefined {
  if (error instanceof FinalError) return error.message
  const { syscall, code, path, hostname, address, port } = Object(error)
  const where = hostname ?? [address, port].filter((part) => part !== undefined).join(':')
  if (syscall === 'listen') return listening[code]?.(where)
  if (syscall === 'connect') {
    return `${where} does not answer (${code}): is the server of DATABASE_URL or REDIS_URL running?`
  }
  if (syscall === 'getaddrinfo') return `${where}: no such name; check HOST and the …_URL keys`
  if (syscall === 'mkdir') return `DATA_DIR: ${path} is no folder that can be made (${code})`
}

const listening: Record<string, (where: string) => string> = {
  EADDRINUSE: (where) => `PORT: another program listens on ${where}; stop it, or set another PORT`,
  EACCES: (where) => `PORT: this user may not listen on ${where}; set a PORT above 1023`,
  EADDRNOTAVAIL: (where) =>
    `HOST: ${where} is no address of this machine; 0.0.0.0 means all of them`,
}
