import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { root } from '../../root.ts'

/** The pages' own scripts, styles and icons at /assets/; also what `reply.sendFile` reads from. */
export const assets = fastifyPlugin(async (app: FastifyInstance) => {
  await app.register(fastifyStatic, {
    root: join(root, 'dist', 'public'),
    prefix: '/assets/',
    // Names stay the same across releases, so a copy is asked about again before long.
    maxAge: '5m',
    index: false,
  })
})
