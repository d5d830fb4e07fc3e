import type { ContentFile } from './content-file.ts'
import type { Fault } from './fault.ts'
import { englishIn, hardLines } from './reading.ts'
import { textRules } from './text-keys.ts'
import { placeholders, type Texts } from './texts.ts'
import { checkWording } from './wording.ts'

/** Every text is there, waits only for words it gets, and keeps what it must not lose. */
export function checkTexts(file: ContentFile<Texts>, common: Record<string, string>): Fault[] {
  const missing = Object.keys(textRules)
    .filter((key) => !Object.hasOwn(file.value, key))
    .map((key) => file.fault([key], 'thiếu câu này', `thêm dòng "${key}: …" vào texts.yaml`))
  const each = Object.entries(file.value).flatMap(([key, text]) => {
    const rule = textRules[key]
    if (!rule)
      return [
        {
          ...file.fault([key], 'không chỗ nào dùng khóa này', 'xóa dòng này, hoặc sửa tên khóa'),
          warning: true as const,
        },
      ]
    const allowed = [...(rule.words ?? []), ...Object.keys(common)]
    const unknown = placeholders(text)
      .filter((word) => !allowed.includes(word))
      .map((word) =>
        file.fault(
          [key],
          `không có chữ {${word}}`,
          `chỉ dùng: ${allowed.map((w) => `{${w}}`).join(' ')}`,
        ),
      )
    const lost = (rule.must ?? [])
      .filter((piece) => !text.includes(piece))
      .map((piece) => file.fault([key], `mất phần bắt buộc "${piece}"`, 'ghi lại phần đó vào câu'))
    return [...unknown, ...lost]
  })
  return [...missing, ...each, ...checkReading(file, common), ...checkWording(file)]
}

/** Zalo's limit for one message; longer texts are cut in two there. */
const longestText = 2000

/** What a citizen would find hard, strange or cut: the assistant starts all the same. */
function checkReading(file: ContentFile<Texts>, common: Record<string, string>): Fault[] {
  return Object.entries(file.value).flatMap(([key, text]) => {
    const spoken = text.replace(/\{(\w+)\}/g, (braced, word: string) => common[word] ?? braced)
    const english = textRules[key]?.english ? undefined : englishIn(text)
    return [
      ...hardLines(text).map(({ problem }) => [
        `khó đọc: ${problem}`,
        'tách thành dòng riêng, mỗi dòng một ý, tối đa hai câu ngắn',
      ]),
      ...(english ? [[`còn tiếng Anh: "${english}"`, 'viết bằng tiếng Việt']] : []),
      ...(spoken.length > longestText
        ? [[`dài ${spoken.length} ký tự, Zalo chỉ nhận ${longestText}`, 'rút gọn']]
        : []),
    ].map(([problem = '', mend = '']) => ({
      ...file.fault([key], problem, mend),
      warning: true as const,
    }))
  })
}
