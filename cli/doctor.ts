import type { Command } from 'commander'
import { openCore } from '../app/core.ts'
import { createLog } from '../app/log.ts'
import { type Finding, lookAtChannels } from '../app/look-at-channels.ts'
import { type Config, readConfig } from '../config.ts'
import { checkContent } from '../content.ts'
import { verifyMailbox } from '../desk/mailbox.ts'
import { openAlarms } from '../store/alarms.ts'
import { backlog } from '../store/backlog.ts'
import { inboundCounts } from '../store/inbound-mail.ts'
import { askOwner, ownFolder } from '../store/own-folder.ts'
import { print, printJson } from './output.ts'

/** Configuration, stores, queue, mail, tokens: what works, what does not, what to do. */
export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('what works, what does not, what to do')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const config = readConfig(process.env, 'tool')
      const findings = [
        ...configured(config),
        ...contentFindings(config),
        ...(await storeFindings(config)),
      ]
      if (findings.some(({ ok }) => !ok)) process.exitCode = 1
      if (json) return printJson({ ok: findings.every(({ ok }) => ok), findings })
      for (const { what, ok, note } of findings) print(`${ok ? '✓' : '✗'} ${what}: ${note}`)
    })
}

function configured(config: Config): Finding[] {
  const off = (name: string, on: unknown): Finding[] =>
    on ? [] : [{ what: name, ok: true, note: 'off (no keys in the environment)' }]
  return [
    { what: 'configuration', ok: true, note: `content ${config.contentDir}` },
    ...off('zalo', config.zalo),
    ...off('zalo-bot', config.zaloBot),
    ...off('messenger', config.messenger),
  ]
}

function contentFindings({ contentDir }: Config): Finding[] {
  const faults = checkContent(contentDir)
  const grave = faults.filter(({ warning }) => !warning).length
  const note =
    grave > 0 ? `${grave} faults; run: cau-noi content check` : `${faults.length} remarks`
  return [{ what: 'content', ok: grave === 0, note }]
}

async function storeFindings(config: Config): Promise<Finding[]> {
  const running = config.databaseUrl ? undefined : await askOwner(config.dataDir, '/alarms')
  if (running) {
    const note = 'a running product owns the data folder and answers; see its /readyz and /metrics'
    const looks = await askOwner(config.dataDir, '/channels')
    return [
      { what: 'store', ok: true, note },
      ...listOf<Finding>(looks),
      ...listOf<Alarms[number]>(running).map(alarmFinding),
    ]
  }
  const leave = config.databaseUrl
    ? async () => {}
    : await ownFolder(config.dataDir, (_request, reply) => reply.end('{}'))
  try {
    const core = await openCore({
      config,
      log: createLog({ logLevel: 'silent' }),
      publicUrl: config.publicUrl ?? '',
      quietMs: () => 0,
      print: () => {},
    })
    const findings = await Promise.all([
      check('store', () => core.store.query('select 1')),
      check('queue', () => core.queues.check()),
      check('mail', async () => {
        const verified = await core.desk.mailer.verify()
        if (!verified.ok)
          throw new Error(`the mail server answers ${verified.code}; check SMTP_URL`)
        return config.mail ? 'the mail server answers' : 'no SMTP_URL: letters are captured'
      }),
      ...(config.mailIn
        ? [check('mail in', async () => mailIn(await inboundCounts(core.store.db)))]
        : []),
      ...(config.mailIn?.imapUrl ? [check('mailbox', lookAt(config.mailIn.imapUrl))] : []),
      check('waiting', async () => waiting(await backlog(core.store))),
    ])
    const looks = await lookAtChannels(config, core.channels.custodian, core.now())
    const alarms = await openAlarms(core.store.db)
    await core.close()
    return [...findings, ...looks, ...alarms.map(alarmFinding)]
  } catch (error) {
    return [{ what: 'store', ok: false, note: reasonOf(error) }]
  } finally {
    await leave()
  }
}

type Alarms = Awaited<ReturnType<typeof openAlarms>>

const alarmFinding = ({ key, reason, count }: Alarms[number]): Finding => ({
  what: key,
  ok: false,
  note: `${reason} (${count}×)`,
})

/** What the running product of this folder wrote; while it still starts it only says that it runs. */
function listOf<T>(told: string | undefined): T[] {
  const answered: unknown = told ? JSON.parse(told) : undefined
  // as: the other end of the socket is this very program.
  return Array.isArray(answered) ? (answered as T[]) : []
}

const waiting = ({
  lanesWaiting,
  doubtful,
  oldestUnsentSeconds,
}: Awaited<ReturnType<typeof backlog>>) =>
  `${lanesWaiting} citizens wait, ${doubtful} sends in doubt, oldest unsent ${Math.round(oldestUnsentSeconds)} s`

/** All that was received, and that it adds up. */
const mailIn = ({ waiting, delivered, held, returned, noted }: Inbound): string =>
  `${waiting + delivered + held + returned + noted} received = ${delivered} delivered + ${held} held + ` +
  `${returned} returned + ${noted} of programs + ${waiting} waiting`

const lookAt = (imapUrl: string) => () =>
  verifyMailbox(imapUrl).catch(() => {
    throw new Error(
      'the mailbox cannot be opened; check host, user, password and folder of IMAP_URL',
    )
  })

type Inbound = Awaited<ReturnType<typeof inboundCounts>>

async function check(what: string, work: () => Promise<unknown>): Promise<Finding> {
  try {
    const note = await work()
    return { what, ok: true, note: typeof note === 'string' ? note : 'answers' }
  } catch (error) {
    return { what, ok: false, note: reasonOf(error) }
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
