import type { FastifyInstance } from 'fastify'

/** Proves to Zalo that the domain is ours: the file it fetches, with the tag it looks for inside. */
export async function zaloVerification(
  app: FastifyInstance,
  { code }: { code: string },
): Promise<void> {
  app.get(`/zalo_verifier${code}.html`, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(
        `<!doctype html><html lang="vi"><head><meta name="zalo-platform-site-verification" content="${code}" /><title>Cầu Nối</title></head><body>${code}</body></html>`,
      ),
  )
}
