import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** A server program that lives as long as the test process that started it. */
export interface ChildServer {
  port: number
  close(): Promise<void>
}

/**
 * Starts a server on a free port of this machine and waits until it takes connections. setpriv
 * has the kernel end it should we be killed: no test may leave a server behind.
 */
export async function startChildServer(options: {
  program: string
  args: (port: number) => string[]
  /** Flags of setpriv that give up root's rights. */
  user?: string[]
  stopSignal: NodeJS.Signals
}): Promise<ChildServer> {
  const port = await freePort()
  const child = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', ...(options.user ?? []), options.program, ...options.args(port)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const said: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => said.push(piece))
  child.stderr.on('data', (piece: Buffer) => said.push(piece))
  const ended = once(child, 'exit')

  while (!(await answers(port))) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`${options.program} did not start: ${Buffer.concat(said)}`)
    }
    await pause(10)
  }
  return {
    port,
    async close() {
      child.kill(options.stopSignal)
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  // as: a server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = new Socket()
    const end = (answered: boolean) => {
      socket.destroy()
      done(answered)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.connect(port, '127.0.0.1')
  })
}
