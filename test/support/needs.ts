import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, test } from 'vitest'

/** A program that some suites need and that npm cannot bring. */
export interface Need {
  what: string
  /** The command that installs it on Debian. */
  install: string
  /** Where it lies; undefined when it is missing. */
  find(): string | undefined
}

export const needsPostgres: Need = {
  what: 'PostgreSQL',
  install: 'sudo apt-get install -y postgresql',
  find: () => debianPostgres() ?? onPath('postgres'),
}

export const needsRedis: Need = {
  what: 'Redis',
  install: 'sudo apt-get install -y redis-server',
  find: () => onPath('redis-server'),
}

export const needsDovecot: Need = {
  what: 'Dovecot',
  install: 'sudo apt-get install -y dovecot-imapd',
  find: () => onPath('dovecot') ?? ['/usr/sbin/dovecot'].find((path) => existsSync(path)),
}

export const needsChromium: Need = {
  what: 'Chromium',
  install: 'sudo apt-get install -y chromium fonts-dejavu-core',
  find: () => onPath('chromium') ?? onPath('chromium-browser') ?? onPath('google-chrome'),
}

/** True when this run was told to leave nothing out. */
export const leavesNothingOut = process.env.CAU_NOI_TEST_MODES === 'all'

/**
 * A suite that needs programs. Where one is missing the suite is counted as skipped and its name
 * says how to install it, which the last lines of the run repeat; it fails where nothing may be
 * left out.
 */
export function describeWith(needs: Need[], name: string, body: () => void) {
  const missing = needs.filter((need) => need.find() === undefined)
  const hint = missing.map(({ what, install }) => `${what}: ${install}`).join('; ')
  if (missing.length === 0) describe(name, body)
  else if (leavesNothingOut) test(name, () => Promise.reject(new Error(`this needs ${hint}`)))
  else describe.skipIf(true)(`${name} [needs ${hint}]`, body)
}

function onPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path))
}

/** Debian keeps the server's programs off the path, one folder for each version. */
function debianPostgres(): string | undefined {
  const folder = '/usr/lib/postgresql'
  if (!existsSync(folder)) return undefined
  const versions = readdirSync(folder).sort((a, b) => Number(b) - Number(a))
  return versions.map((one) => join(folder, one, 'bin/postgres')).find((path) => existsSync(path))
}
