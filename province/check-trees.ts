import type { Procedure } from '../knowledge/procedure.ts'
import { mostQuestions, type Tree, type TreeResult, waysThrough } from '../knowledge/tree.ts'
import type { ContentFile } from './content-file.ts'
import type { Fault } from './fault.ts'
import { checkWording } from './wording.ts'

type TreeFile = ContentFile<Tree>

/** Every answer leads on, every question and result is reached, and what results name exists. */
export function checkTrees(files: TreeFile[], procedures: Procedure[], today: string): Fault[] {
  const known = new Map(procedures.map((procedure) => [procedure.code, procedure]))
  return [
    ...files.flatMap((file) => [
      ...name(file),
      ...leads(file),
      ...lengths(file),
      ...codes(file, known),
      ...papers(file, known),
      ...choices(file),
      ...due(file, today),
      ...checkWording(file),
    ]),
    ...twins(files),
  ]
}

const name = (file: TreeFile): Fault[] =>
  file.name === `trees/${file.value.id}.yaml`
    ? []
    : [file.fault(['id'], `id "${file.value.id}" khác tên tệp`, 'đặt id đúng như tên tệp')]

function leads(file: TreeFile): Fault[] {
  const { questions, results } = file.value
  const goals = new Set([...Object.keys(questions), ...Object.keys(results)])
  const lost = Object.entries(questions).flatMap(([id, { choices }]) =>
    choices.flatMap(({ to }, i) =>
      goals.has(to)
        ? []
        : [
            file.fault(
              ['questions', id, 'choices', i, 'to'],
              `không có câu hỏi hay kết quả "${to}"`,
              'ghi đúng tên một mục trong questions hoặc results',
            ),
          ],
    ),
  )
  const reached = new Set(waysThrough(file.value).map(({ to }) => to))
  const asked = new Set(
    waysThrough(file.value).flatMap(({ picks }) => picks.map((pick) => pick.split('.')[0] ?? '')),
  )
  const idle = [
    ...Object.keys(questions).flatMap((id) => (asked.has(id) ? [] : [['questions', id]])),
    ...Object.keys(results).flatMap((id) => (reached.has(id) ? [] : [['results', id]])),
  ]
  return [
    ...lost,
    ...idle.map((path) =>
      file.fault(path, 'không lối nào dẫn đến đây', 'thêm lựa chọn dẫn đến, hoặc xóa mục này'),
    ),
  ]
}

function lengths(file: TreeFile): Fault[] {
  const ways = waysThrough(file.value)
  const circle = ways.find(({ to }) => to in file.value.questions)
  if (circle)
    return [
      file.fault(
        ['questions', circle.to],
        'các câu hỏi đi vòng tròn',
        'đổi "to" để không quay lại câu đã hỏi',
      ),
    ]
  const longest = Math.max(...ways.map(({ picks }) => picks.length))
  return longest > mostQuestions
    ? [
        file.fault(
          ['questions'],
          `có lối hỏi đến ${longest} câu`,
          `mỗi lối nhiều nhất ${mostQuestions} câu; gộp hoặc bớt câu hỏi`,
        ),
      ]
    : []
}

function codes(file: TreeFile, known: ReadonlyMap<string, Procedure>): Fault[] {
  const { about, results } = file.value
  const named: [(string | number)[], string][] = [
    ...about.map((code, i): [(string | number)[], string] => [['about', i], code]),
    ...Object.entries(results).flatMap(([id, { procedure, also }]) => [
      [['results', id, 'procedure'], procedure] as [(string | number)[], string],
      ...also.map((code, i): [(string | number)[], string] => [['results', id, 'also', i], code]),
    ]),
  ]
  return named.flatMap(([path, code]) =>
    known.has(code)
      ? []
      : [
          file.fault(
            path,
            `không có thủ tục ${code}`,
            'thêm tệp procedures/ cho mã đó, hoặc sửa mã',
          ),
        ],
  )
}

/** Names of cases and papers are compared letter by letter: a slip would drop a paper without a word. */
function papers(file: TreeFile, known: ReadonlyMap<string, Procedure>): Fault[] {
  return Object.entries(file.value.results).flatMap(([id, result]) => {
    const procedure = known.get(result.procedure)
    if (!procedure) return []
    const fault = (key: keyof TreeResult, i: number, what: string, options: string[]) =>
      file.fault(
        ['results', id, key, i],
        `thủ tục ${result.procedure} không có ${what}`,
        `chép đúng một trong: ${options.map((option) => `"${option}"`).join(', ') || '(không có)'}`,
      )
    const cases = procedure.cases.flatMap(({ name }) => name ?? [])
    const ordinary = procedure.cases.find(({ name }) => !name)?.papers.map(({ name }) => name) ?? []
    const ways = procedure.channels.flatMap(({ caseName }) => caseName ?? [])
    return [
      ...result.cases.flatMap((each, i) =>
        cases.includes(each) ? [] : [fault('cases', i, `trường hợp "${each}"`, cases)],
      ),
      ...result.without.flatMap((each, i) =>
        ordinary.includes(each) ? [] : [fault('without', i, `giấy tờ "${each}"`, ordinary)],
      ),
      ...(result.way === undefined || ways.includes(result.way)
        ? []
        : [
            file.fault(
              ['results', id, 'way'],
              `thủ tục ${result.procedure} không có cách nộp "${result.way}"`,
              `chép đúng một trong: ${ways.map((way) => `"${way}"`).join(', ') || '(không có)'}`,
            ),
          ]),
    ]
  })
}

const choices = (file: TreeFile): Fault[] =>
  Object.entries(file.value.questions).flatMap(([id, { choices }]) =>
    choices.flatMap(({ label }, i) =>
      choices.findIndex((other) => other.label === label) === i
        ? []
        : [
            file.fault(
              ['questions', id, 'choices', i, 'label'],
              `lựa chọn "${label}" có hai lần`,
              'viết cho khác nhau',
            ),
          ],
    ),
  )

const due = (file: TreeFile, today: string): Fault[] =>
  file.value.reviewBy && file.value.reviewBy < today
    ? [
        {
          ...file.fault(
            ['reviewBy'],
            `quá hạn rà soát ${file.value.reviewBy}`,
            'xem lại các câu hỏi, rồi ghi ngày mới',
          ),
          warning: true,
        },
      ]
    : []

/** The answer of a procedure offers one tree. */
function twins(files: TreeFile[]): Fault[] {
  const first = new Map<string, string>()
  return files.flatMap((file) =>
    file.value.about.flatMap((code, i) => {
      const earlier = first.get(code)
      if (!earlier) first.set(code, file.name)
      return earlier
        ? [
            file.fault(
              ['about', i],
              `thủ tục ${code} đã có bộ câu hỏi ở ${earlier}`,
              'mỗi thủ tục mời một bộ câu hỏi; để mã ở một tệp',
            ),
          ]
        : []
    }),
  )
}
