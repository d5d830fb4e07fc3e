import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { FinalError } from './border.ts'
import { root } from './root.ts'

/** The environment asks for something impossible; the message lists every fault with its mend. */
export class ConfigFault extends FinalError {
  override name = 'ConfigFault'
}

export type Role = 'start' | 'serve' | 'work' | 'tool'

const secret = z.string().min(16, 'must have at least 16 characters, better 32')
const text = z.string().trim().min(1)

/** An address of one of these schemes, as its example shows. */
const address = (example: string, ...schemes: string[]) =>
  z.url({
    protocol: new RegExp(`^(${schemes.join('|')})$`),
    error: `must be an address such as ${example}`,
  })
const web = (example: string) => address(example, 'https', 'http')
const botSecret = 'must have 8 to 256 characters'
const port = 'must be a number from 0 to 65535; 0 picks a free one'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Every key that is read, with its default. An empty value counts as absent. */
const Env = z.object({
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number(port).int(port).min(0, port).max(65535, port).default(3000),
  PUBLIC_URL: web('https://tro-ly.tinh.example').optional(),
  DATA_DIR: text.default('./data'),
  CONTENT_DIR: text.optional(),
  DATABASE_URL: address(
    'postgres://user:password@host:5432/name',
    'postgres',
    'postgresql',
  ).optional(),
  REDIS_URL: address('redis://host:6379', 'redis', 'rediss').optional(),
  SMTP_URL: address('smtps://user:password@host:465', 'smtp', 'smtps').optional(),
  MAIL_FROM: text.optional(),
  MAIL_ONLY_TO: z.email('must be one mail address').optional(),
  MAIL_REPLY_DOMAIN: z
    .string()
    .regex(
      /^([\w.-]{1,22}@)?[a-z\d-]+(\.[a-z\d-]+)+$/i,
      'must be a domain of its own such as traloi.tinh.example, or a mailbox such as traloi@tinh.example',
    )
    .optional(),
  MAIL_AUTHSERV_ID: text.optional(),
  MAIL_LISTEN: z
    .string()
    .regex(/^[^\s:]+:\d{1,5}$/, 'must be an address to listen on such as 127.0.0.1:2525')
    .optional(),
  IMAP_URL: address('imaps://user:password@host:993', 'imap', 'imaps').optional(),
  SECRET_KEY: secret.optional(),
  SECRET_KEY_OLD: secret.optional(),
  ZALO_APP_ID: text.optional(),
  ZALO_APP_SECRET: text.optional(),
  ZALO_OA_ID: text.optional(),
  ZALO_OA_SECRET_KEY: text.optional(),
  ZALO_REFRESH_TOKEN: text.optional(),
  ZALO_DOMAIN_VERIFICATION: z
    .string()
    .regex(/^[\w-]+$/, 'must be the bare code: letters, digits, - and _')
    .optional(),
  ZALO_API_URL: web('https://openapi.zalo.me').default('https://openapi.zalo.me'),
  ZALO_OAUTH_URL: web('https://oauth.zaloapp.com').default('https://oauth.zaloapp.com'),
  ZALO_BOT_TOKEN: text.optional(),
  ZALO_BOT_SECRET: z.string().min(8, botSecret).max(256, botSecret).optional(),
  ZALO_BOT_API_URL: web('https://bot-api.zaloplatforms.com').default(
    'https://bot-api.zaloplatforms.com',
  ),
  MESSENGER_APP_ID: text.optional(),
  MESSENGER_APP_SECRET: text.optional(),
  MESSENGER_VERIFY_TOKEN: text.optional(),
  MESSENGER_PAGE_ID: text.optional(),
  MESSENGER_PAGE_TOKEN: text.optional(),
  MESSENGER_HUMAN_AGENT: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
  MESSENGER_GRAPH_URL: web('https://graph.facebook.com/v25.0').default(
    'https://graph.facebook.com/v25.0',
  ),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
})

/** Keys that belong together: one without the others would be a channel without checks. */
const sets = {
  zalo: ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY'],
  zaloBot: ['ZALO_BOT_TOKEN', 'ZALO_BOT_SECRET'],
  messenger: [
    'MESSENGER_APP_ID',
    'MESSENGER_APP_SECRET',
    'MESSENGER_VERIFY_TOKEN',
    'MESSENGER_PAGE_ID',
    'MESSENGER_PAGE_TOKEN',
  ],
  mail: ['SMTP_URL', 'MAIL_FROM'],
  mailIn: ['MAIL_REPLY_DOMAIN', 'MAIL_AUTHSERV_ID'],
} as const satisfies Record<string, (keyof z.infer<typeof Env>)[]>

type Read = z.infer<typeof Env>
type Set<Name extends keyof typeof sets> = Record<(typeof sets)[Name][number], string>

export interface Config {
  host: string
  port: number
  /** Undefined: the address we listen on. */
  publicUrl?: string
  dataDir: string
  contentDir: string
  databaseUrl?: string
  redisUrl?: string
  /** Undefined: mail is captured. */
  mail?: Set<'mail'>
  mailOnlyTo?: string
  /** Undefined: officers answer on their page only. */
  mailIn?: {
    replyDomain: string
    authservId: string
    /** Where a mail server hands replies over. */
    listen?: { host: string; port: number }
    /** The mailbox where they are looked for. */
    imapUrl?: string
  }
  /** Undefined: generated into the data folder. */
  secretKey?: string
  /** After a change of key: what the old one signed and sealed still counts. */
  oldSecretKey?: string
  /** The refresh token starts the chain; afterwards the store holds it. */
  zalo?: Set<'zalo'> & { refreshToken?: string; apiUrl: string; oauthUrl: string }
  zaloDomainVerification?: string
  zaloBot?: Set<'zaloBot'> & { apiUrl: string }
  /** humanAgent: Facebook has granted the feature by which an officer's words go out for 7 days. */
  messenger?: Set<'messenger'> & { graphUrl: string; humanAgent: boolean }
  logLevel: Read['LOG_LEVEL']
}

/** The environment, checked whole. Throws ConfigFault with one line for each fault. */
export function readConfig(environment: NodeJS.ProcessEnv, role: Role): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const { success, data, error } = Env.safeParse(given)
  const faults = success
    ? []
    : error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  faults.push(...faultsBetween(given, role))
  if (!success || faults.length > 0) {
    throw new ConfigFault(
      ['The configuration has faults:', ...faults.map((fault) => `- ${fault}`)].join('\n'),
    )
  }
  return configOf(data)
}

/** What no single key shows. */
function faultsBetween(given: Record<string, string | undefined>, role: Role): string[] {
  const faults: string[] = []
  for (const keys of Object.values(sets)) {
    const missing = keys.filter((key) => !given[key])
    if (missing.length > 0 && missing.length < keys.length) {
      const present = keys.filter((key) => given[key])
      faults.push(
        `${missing.join(', ')}: missing, while ${present.join(', ')} is set; give all of them or none`,
      )
    }
  }
  if (given.MAIL_REPLY_DOMAIN && !given.MAIL_LISTEN && !given.IMAP_URL) {
    faults.push(
      'MAIL_LISTEN, IMAP_URL: missing, while MAIL_REPLY_DOMAIN is set; give one of them, or replies are never read',
    )
  }
  for (const key of ['MAIL_LISTEN', 'IMAP_URL'] as const) {
    if (given[key] && !given.MAIL_REPLY_DOMAIN) {
      faults.push(
        `${sets.mailIn.join(', ')}: missing, while ${key} is set; give all of them or none`,
      )
    }
  }
  if (given.ZALO_REFRESH_TOKEN && !given.ZALO_APP_ID) {
    faults.push(
      `${sets.zalo.join(', ')}: missing, while ZALO_REFRESH_TOKEN is set; give all of them or none`,
    )
  }
  if (given.REDIS_URL && !given.DATABASE_URL) {
    faults.push('REDIS_URL: needs DATABASE_URL beside it; the queue alone keeps nothing')
  }
  if ((role === 'serve' || role === 'work') && !given.DATABASE_URL) {
    faults.push(
      `DATABASE_URL: missing; "${role}" shares its database with other processes, "start" needs none`,
    )
  }
  if (given.DATABASE_URL && !given.SECRET_KEY) {
    faults.push(
      'SECRET_KEY: missing; processes that share a database must share the key that signs links',
    )
  }
  if (given.SECRET_KEY_OLD && !given.SECRET_KEY) {
    faults.push(
      'SECRET_KEY: missing, while SECRET_KEY_OLD is set; give the key that takes its place',
    )
  }
  if (given.CONTENT_DIR && !existsSync(given.CONTENT_DIR)) {
    faults.push('CONTENT_DIR: there is no such folder; leave it out for the sample province')
  }
  return faults
}

function configOf(read: Read): Config {
  return {
    host: read.HOST,
    port: read.PORT,
    ...(read.PUBLIC_URL && { publicUrl: read.PUBLIC_URL.replace(/\/$/, '') }),
    dataDir: resolve(read.DATA_DIR),
    contentDir: resolve(read.CONTENT_DIR ?? join(root, 'content')),
    ...(read.DATABASE_URL && { databaseUrl: read.DATABASE_URL }),
    ...(read.REDIS_URL && { redisUrl: read.REDIS_URL }),
    ...(read.SMTP_URL && { mail: pick(read, 'mail') }),
    ...(read.MAIL_ONLY_TO && { mailOnlyTo: read.MAIL_ONLY_TO }),
    ...(read.MAIL_REPLY_DOMAIN && { mailIn: mailInOf(read) }),
    ...(read.SECRET_KEY && { secretKey: read.SECRET_KEY }),
    ...(read.SECRET_KEY_OLD && { oldSecretKey: read.SECRET_KEY_OLD }),
    ...(read.ZALO_APP_ID && {
      zalo: {
        ...pick(read, 'zalo'),
        ...(read.ZALO_REFRESH_TOKEN && { refreshToken: read.ZALO_REFRESH_TOKEN }),
        apiUrl: read.ZALO_API_URL,
        oauthUrl: read.ZALO_OAUTH_URL,
      },
    }),
    ...(read.ZALO_DOMAIN_VERIFICATION && { zaloDomainVerification: read.ZALO_DOMAIN_VERIFICATION }),
    ...(read.ZALO_BOT_TOKEN && {
      zaloBot: { ...pick(read, 'zaloBot'), apiUrl: read.ZALO_BOT_API_URL },
    }),
    ...(read.MESSENGER_APP_ID && {
      messenger: {
        ...pick(read, 'messenger'),
        graphUrl: read.MESSENGER_GRAPH_URL,
        humanAgent: read.MESSENGER_HUMAN_AGENT === 'yes',
      },
    }),
    logLevel: read.LOG_LEVEL,
  }
}

function mailInOf(read: Read): NonNullable<Config['mailIn']> {
  const { MAIL_REPLY_DOMAIN, MAIL_AUTHSERV_ID } = pick(read, 'mailIn')
  const [host = '', port] = read.MAIL_LISTEN?.split(':') ?? []
  return {
    replyDomain: MAIL_REPLY_DOMAIN,
    authservId: MAIL_AUTHSERV_ID,
    ...(port && { listen: { host, port: Number(port) } }),
    ...(read.IMAP_URL && { imapUrl: read.IMAP_URL }),
  }
}

function pick<Name extends keyof typeof sets>(read: Read, name: Name): Set<Name> {
  // as: faultsBetween has made sure that a set is given whole.
  return Object.fromEntries(sets[name].map((key) => [key, read[key]])) as Set<Name>
}
