import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'

/** Makes plain HTML forms and cookies readable here, unless the server around us already does. */
export async function acceptForms(app: FastifyInstance): Promise<void> {
  if (!app.hasContentTypeParser('application/x-www-form-urlencoded')) await app.register(formbody)
  if (!app.hasRequestDecorator('cookies')) await app.register(cookie)
}
