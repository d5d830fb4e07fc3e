import type { Answer } from './answer.ts'
import type { Procedure } from './procedure.ts'
import { sourceLine, warning } from './provenance.ts'
import { narrowed, type Tree, type TreeResult } from './tree.ts'
import { brief, current, feesOf, nameOf, papersOf, portal, timesOf, whereOf } from './wording.ts'

interface CaseParts {
  tree: Tree
  result: TreeResult
  procedure: Procedure
  /** The page of this very case, to print. */
  page: string
  /** What a code is called, for the procedures that belong to the matter. */
  titleOf(code: string): string | undefined
}

const mostPapers = 9

/** The end of a tree: which procedure it is for this citizen, and which papers to bring. */
export function caseAnswer(
  { tree, result, procedure, page, titleOf }: CaseParts,
  now: Date,
): Omit<Answer, 'parts'> {
  const own = narrowed(procedure, result)
  return {
    text: [
      warning(procedure, now),
      `Trường hợp của Anh/Chị: ${brief(nameOf(procedure), 120)}.`,
      result.says,
      ...(result.fits ? whatToBring(own) : unfit(own)),
      related(result, titleOf),
      sourceLine(procedure, now),
    ]
      .filter(Boolean)
      .join('\n'),
    choices: [
      ...(result.fits
        ? [{ label: 'Nơi nộp', payload: `procedure:${procedure.code}:place` }]
        : [{ label: 'Gặp cán bộ', payload: 'do:person' }]),
      { label: 'Hỏi lại từ đầu', payload: `case:${tree.id}` },
      { label: 'Menu', payload: 'do:menu' },
    ],
    links: result.fits ? [{ label: 'In giấy tờ', url: page }] : [],
  }
}

function whatToBring(procedure: Procedure): string[] {
  const papers = papersOf(procedure)
  const shown = papers.slice(0, papers.length > mostPapers ? mostPapers - 1 : mostPapers)
  const left = papers.length - shown.length
  return [
    `Nơi nộp: ${whereOf(procedure) ?? portal}`,
    `Thời hạn: ${timesOf(procedure)[0] ?? portal}`,
    `Lệ phí: ${feesOf(procedure)[0]?.replace(/^Mức lệ phí /, '') ?? portal}`,
    ...(papers.length > 0
      ? ['Giấy tờ:', ...shown.map((paper, i) => `${i + 1}. ${paper}`)]
      : [`Giấy tờ: ${portal}.`]),
    ...(left > 0 ? [`… và ${left} giấy tờ nữa trong bản in.`] : []),
  ]
}

/** Not entitled by what we know: the condition itself, and never a verdict. */
const unfit = ({ conditions }: Procedure): string[] => [
  `Điều kiện: ${brief(current(conditions) ?? portal, 300)}.`,
  'Đây chưa phải quyết định của cơ quan nào; xin hỏi cán bộ nếu trường hợp của Anh/Chị có điểm khác.',
]

function related({ also }: TreeResult, titleOf: CaseParts['titleOf']): string {
  const titles = also.flatMap((code) => {
    const title = titleOf(code)
    return title ? [`${brief(title, 70)} (${code})`] : []
  })
  return titles.length > 0 ? `Việc đi kèm: ${titles.join('; ')}.` : ''
}
