import type { EnglishNeed } from '../knowledge/english.ts'
import type { ContentFile } from './content-file.ts'
import type { Fault } from './fault.ts'
import { placeholders } from './texts.ts'

/** Every answer has a way on that exists, and waits only for words that every text may use. */
export function checkEnglish(
  file: ContentFile<EnglishNeed[]>,
  { codes, words }: { codes: ReadonlySet<string>; words: Record<string, string> },
): Fault[] {
  return file.value.flatMap((need, i) => {
    const { procedure, open, say } = need
    const ways = [procedure, open, need.do].filter((way) => way !== undefined).length
    return [
      ...(ways === 1
        ? []
        : [file.fault([i], 'phải có đúng một cách đi tiếp', 'ghi một trong: procedure, open, do')]),
      // A province without procedures of its own answers from imported ones.
      ...(procedure && codes.size > 0 && !codes.has(procedure)
        ? [
            {
              ...file.fault(
                [i, 'procedure'],
                `không có thủ tục mã ${procedure}`,
                'ghi mã có trong thư mục procedures, hoặc nhập thủ tục đó',
              ),
              warning: true as const,
            },
          ]
        : []),
      ...placeholders(say)
        .filter((word) => !Object.hasOwn(words, word))
        .map((word) =>
          file.fault(
            [i, 'say'],
            `không có chữ {${word}}`,
            'chỉ dùng chữ ở province.yaml, mục words',
          ),
        ),
    ]
  })
}
