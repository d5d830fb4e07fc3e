import type { Heard } from '../flows/flow.ts'
import type { Command } from './command.ts'
import { search } from './matter.ts'
import type { Talk } from './talk.ts'

/** "Trường hợp của tôi", "tôi có làm được không": the questions of a tree, where there is one for the matter. */
export function caseWish({ text, plain: spoken }: Heard, talk: Talk): Command | undefined {
  if (!ownCase.test(spoken)) return undefined
  const { services, session } = talk
  // What stands beside the wish names the matter; the wish's own words name every matter a little.
  const rest = spoken.replace(ownCase, ' ').trim()
  const found = rest.split(' ').length > 1 ? search(rest, talk) : search(text, talk)
  const known = found.outcome !== 'decline' && found.outcome !== 'emergency'
  const about = [known ? found.results[0]?.id : undefined, session.topic?.procedure].flatMap(
    (code) => code ?? [],
  )
  for (const code of about) {
    const tree = services.treeAbout(code)
    if (tree) return { do: 'press', payload: `case:${tree.id}`, rule: 'own-case' }
  }
  return undefined
}

const me = '(?:toi|minh|em|chau|con|me toi|bo toi|ba toi|ong toi|nha toi|nhu toi|nhu minh|nhu em)'
const ownCase = new RegExp(
  [
    `(?:^| )truong hop (?:cua |nhu )?${me}(?: |$)`,
    `^(?:nhu )?(?:vay |the )?(?:thi )?${me} (?:co )?(?:lam|dang ki|huong|xin|cap|nop|rut|vay) ?duoc (?:khong|ko|k|chua)`,
    `(?:^| )${me} (?:co )?(?:du|dap ung) dieu kien(?: khong| ko)?`,
    `(?:^| )${me} (?:co )?(?:thuoc|vao) (?:dien|truong hop) (?:nao|gi)`,
    '(?:^| )hoi (?:toi|em|minh) vai cau(?: |$)',
  ].join('|'),
)
