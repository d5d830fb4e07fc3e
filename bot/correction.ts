import type { Heard } from '../flows/flow.ts'
import type { Command } from './command.ts'
import type { Open } from './form.ts'
import { plain } from './plain.ts'

/**
 * "À không, phường Nam Định": the answered step, latest first, whose strict reader takes what is meant;
 * the open question last, so that "à nhầm" does not become part of its answer.
 */
export function readCorrection(
  heard: Heard,
  { flow, scene, running, step: asked }: Open,
): Command | undefined {
  const answered = Object.keys(flow.steps).filter((name) => name in scene.answers)
  const latestFirst = answered.sort((a, b) => running.trail.indexOf(b) - running.trail.indexOf(a))
  const open = asked.free || running.step in scene.answers ? [] : [running.step]
  for (const { form, soft } of forms) {
    const meant = form.exec(heard.text)?.groups?.meant?.trim()
    if (!meant) continue
    const said: Heard = { ...heard, text: meant, plain: plain(meant) }
    for (const name of [...latestFirst, ...open]) {
      const step = flow.steps[name]
      // "À mà thêm nữa là …" tells more of the matter; it takes nothing back.
      const value = soft && step?.free ? undefined : step?.correct?.(said, scene)
      const how = name in scene.answers ? 'corrected' : 'ahead'
      if (value !== undefined) return { do: 'set', step: name, value, how, rule: 'correction' }
    }
  }
  return undefined
}

/** What is said to stand instead of something told before; undefined where nothing is taken back. */
export const takenBackIn = (text: string): string | undefined =>
  forms.map(({ form }) => form.exec(text)?.groups?.meant?.trim()).find(Boolean)

const filler = 'dạ|da|à|ah|a|ơ|ấy|ừm|ờ|ý|ui|ôi|chết|chet|thôi|xin lỗi|xin loi|sorry'
const who = 'tôi|toi|em|cháu|chau|con|mình|minh|bà|ông'
const takenBack =
  `không(?: phải)?|khong(?: phai)?|ko(?: phải)?|k(?: phải)?|nhầm|nham|lộn|lon|sai|sửa|sua|đổi|doi
  |ý (?:tôi|em|mình) là|y toi la|chính xác là|đúng ra là|phải là|đính chính|dinh chinh
  |(?:ghi|nói|noi|viết|viet)(?: lại| lai| nhầm| nham| sai)+`.replace(/\s*\n\s*/g, '')
const onTheWay =
  'rồi|roi|lại|lai|thành|thanh|là|la|mà là|sang|nhầm|nham|chứ|ạ|đâu|số|so|xã|phường(?= rồi)|rồi'

const softly = 'xin lỗi|xin loi|sorry|à mà|a ma|quên|quen'

const opened = (words: string) =>
  new RegExp(
    `^(?:(?:${filler}|${who})[\\s,.!]+)*(?:${words})(?:\\s+(?:${onTheWay}))*[\\s,.:!-]+(?<meant>.{2,})$`,
    'isu',
  )

/** How something is taken back, and what is said to stand instead. */
const forms: { form: RegExp; soft: boolean }[] = [
  // "phường Thiên Trường chứ không phải Nam Định"
  { form: /^(?<meant>.{4,}?)[\s,]+(?:chứ|chu)\s+(?:không|khong|ko|k)(?:\s|$)/iu, soft: true },
  // "phường Thiên Trường mới đúng"
  {
    form: /^(?<meant>.{4,}?)\s+(?:mới|moi)\s+(?:đúng|dung|phải|phai)(?:\s.{0,8})?$/iu,
    soft: true,
  },
  // "không phải phường Nam Định, phường Thiên Trường cơ"
  {
    form: /^(?:(?:dạ|à|a)[\s,]+)?(?:không|khong|ko|k)\s+(?:phải|phai)\s+[^,;]{3,40}[,;]\s*(?<meant>.{4,})$/iu,
    soft: true,
  },
  // "à nhầm, phường Thiên Trường"
  { form: opened(takenBack), soft: false },
  // "xin lỗi, phường Trường Thi", "quên, xã Nam Trực chứ"
  { form: opened(softly), soft: true },
]
