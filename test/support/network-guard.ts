import { isIP, Socket } from 'node:net'

/**
 * No test may reach another machine: a connection to any address but this machine's fails
 * before its name is looked up.
 */
const connect = Socket.prototype.connect

// as: the overloads of connect() cannot be written as one function; the arguments go through as they came.
Socket.prototype.connect = function guarded(this: Socket, ...args: unknown[]) {
  const host = hostOf(args)
  if (host === undefined || isThisMachine(host)) {
    return Reflect.apply(connect, this, args)
  }
  throw new Error(`a test tried to reach ${host}; give it a fake on 127.0.0.1`)
} as typeof connect

/** Undefined for a unix socket, a pipe, and node's own default, which is localhost. */
function hostOf(args: unknown[]): string | undefined {
  // net.connect() and tls.connect() hand over their arguments already normalised, as one array.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && first.path) return undefined
    return 'host' in first && first.host ? String(first.host) : undefined
  }
  return typeof second === 'string' ? second : undefined
}

function isThisMachine(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').replace(/^::ffff:/, '')
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'))
}
