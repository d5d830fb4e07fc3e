import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { startChildServer } from './child-server.ts'
import { needsDovecot } from './needs.ts'

const user = 'traloi@tinh.example'
const password = 'mật-khẩu@1/2'

/** A real IMAP server of ours with one empty mailbox. */
export async function startImap() {
  const program = needsDovecot.find()
  if (!program) throw new Error(`Dovecot is missing: ${needsDovecot.install}`)
  const folder = mkdtempSync(join(tmpdir(), 'cau-noi-imap-'))
  // Dovecot does nothing as root: there it gets the users that Debian's packages made.
  const { username } = userInfo()
  const [login, internal, owner] =
    username === 'root' ? ['dovenull', 'dovecot', 'mail'] : [username, username, username]
  const mails = join(folder, 'mails')
  mkdirSync(mails)
  chmodSync(folder, 0o755)
  if (username === 'root') execFileSync('chown', [owner, mails])
  const configuration = (port: number) => `
protocols = imap
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = ${internal}
default_login_user = ${login}
default_internal_group = ${internal}
first_valid_uid = 0
mail_location = maildir:${mails}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${owner} gid=${owner} home=${folder} allow_all_users=yes
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`
  const server = await startChildServer({
    program,
    args: (port) => {
      writeFileSync(join(folder, 'dovecot.conf'), configuration(port))
      return ['-F', '-c', join(folder, 'dovecot.conf')]
    },
    stopSignal: 'SIGTERM',
  })
  const url = `imap://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${server.port}`
  return {
    url,
    /** A mail arrives. */
    async deliver(raw: Buffer) {
      const client = new ImapFlow({
        host: '127.0.0.1',
        port: server.port,
        secure: false,
        auth: { user, pass: password },
        logger: false,
      })
      await client.connect()
      await client.append('INBOX', raw)
      await client.logout()
    },
    async close() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
