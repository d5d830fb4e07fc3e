import type { Heard } from '../flows/flow.ts'
import type { Command } from './command.ts'
import type { Open } from './form.ts'
import { plain } from './plain.ts'

/** "Sửa", "sửa nơi xảy ra", "số điện thoại sai rồi, 0912…": an answer meant by its name. */
export function editNamed(heard: Heard, { flow, scene, running }: Open): Command | undefined {
  const known = Object.entries(flow.steps).filter(
    ([name, { label }]) => label && (name in scene.answers || name === running.step),
  )
  if (known.length === 0) return undefined
  if (bare.test(heard.plain) && known.some(([name]) => name in scene.answers))
    return { do: 'edit', rule: 'edit' }
  for (const [step, { label = '', called = [], correct, skip }] of known) {
    const name = `(?:${[label, ...called].map(plain).join('|')})`
    const without = unwanted(heard.plain, name) ? skip?.(scene) : undefined
    if (without !== undefined)
      return { do: 'set', step, value: without, how: 'corrected', rule: 'edit-named' }
    const told = afterName(heard.plain, name)
    const isOther = step !== running.step && step in scene.answers
    const rest = told ?? (isOther ? afterBareName(heard.plain, name) : undefined)
    if (rest === undefined) continue
    const text = rest && heard.text.split(/\s+/).slice(-rest.split(' ').length).join(' ')
    const value = rest ? correct?.({ ...heard, text, plain: rest }, scene) : undefined
    if (value === undefined && told === undefined) continue
    return value === undefined
      ? { do: 'edit', step, rule: 'edit-named' }
      : { do: 'set', step, value, how: 'corrected', rule: 'edit-named' }
  }
  return undefined
}

const bare = /^(?:(?:toi|em|muon|cho|xin|can|da|a) )*sua(?: (?:lai|thong tin|a|nhe))*$/

/** "Bỏ số điện thoại đi": what is optional can be taken back. */
const unwanted = (spoken: string, name: string) =>
  new RegExp(
    `^(?:thoi )?(?:bo|xoa|khong ghi|dung ghi) ${name}(?: (?:di|a|nhe|nua|dau|cua toi))*$`,
  ).test(spoken)

/** What follows the name in "sửa <name> thành …" or "<name> sai rồi, …"; undefined: it is not said so. */
function afterName(spoken: string, name: string): string | undefined {
  const verb = '(?:(?:toi|em|muon|cho|xin|can|da|a) )*(?:sua|doi|thay doi)(?: (?:lai|phan))*'
  const wrong = '(?:(?:bi|ghi|la) )*(?:sai|nham|chua dung|khong dung)(?: (?:roi|a))*'
  const found = new RegExp(
    `^(?:${verb} ${name}|(?:phan )?${name} ${wrong}|${wrong} ${name}(?: (?:roi|a))*)(?: (.+))?$`,
  ).exec(spoken)
  return found ? (found[1] ?? '').replace(/^(?:(?:thanh|la|phai la|sang) )+/, '') : undefined
}

/** "Lĩnh vực là ô nhiễm", "tên đúng là …": taken only where a value follows that can be read. */
function afterBareName(spoken: string, name: string): string | undefined {
  const found = new RegExp(
    `^(?:(?:da|a|a ma) )*${name}(?: (?:cua toi|cua em|dung|moi|that))*(?: (?:la|phai la))? (.+)$`,
  ).exec(spoken)
  return found?.[1]
}
