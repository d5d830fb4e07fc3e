import type { Lexicon } from './lexicon.ts'
import type { Source } from './source.ts'
import { fold, words } from './vietnamese.ts'

export interface Called {
  /** Its title and citizens' names. */
  given: string[]
  /** The title's head, and citizens' names of its plain form. */
  derived: string[]
}

/** What each procedure is called. */
export function calledOf(procedures: readonly Source[], lexicon: Lexicon): Called[] {
  const own = procedures.map(({ code, alias }) => [...(lexicon.names.get(code) ?? []), ...alias])
  const cut = procedures.map(({ title }) => cutTitle(title))
  const plain = new Map<string, string[]>()
  cut.forEach(({ ways, matter }, i) => {
    if (!ways) plain.set(fold(matter), [...(plain.get(fold(matter)) ?? []), ...(own[i] ?? [])])
  })
  return procedures.map(({ title }, i) => {
    const { head, ways = [], matter } = cut[i] ?? cutTitle(title)
    // Who can name the licence can name its renewal.
    const matters = ways.length > 0 ? [...(plain.get(fold(matter)) ?? [])] : []
    return {
      given: [title, ...(own[i] ?? [])],
      derived: [
        ...(head.length < title.length * 0.5 ? [head] : []),
        ...matters.flatMap((each) => ways.map((way) => `${way} ${each}`)),
      ],
    }
  })
}

interface CutTitle {
  /** Up to the conditions: "Cấp lại Chứng chỉ hành nghề luật sư". */
  head: string
  /** How citizens say what is done; absent where the thing is had for the first time. */
  ways?: string[]
  /** What it is done to: "chứng chỉ hành nghề luật sư". */
  matter: string
}

function cutTitle(title: string): CutTitle {
  const whole = title.replace(/^\s*Thủ tục\s+/i, '')
  const head = whole.split(conditions)[0]?.trim() ?? whole
  const said = words(head).join(' ')
  const [action = '', ways] = actions.find(([each]) => said.startsWith(`${each} `)) ?? []
  return { head, ...(ways && { ways }), matter: said.slice(action.length).trim() }
}

/** From here on a title says for whom, when and by whom, not what. */
const conditions =
  /[(;:]|,? (?:đối với|trong trường hợp|trường hợp|thuộc thẩm quyền|theo quy định|theo hình thức|do bị|khi bị|bị mất|bị ghi sai|thực hiện tại|tại cấp|tại Công an|bằng hình thức)(?!\p{L})/iu

const again = ['cấp lại', 'mất']
const exchange = ['đổi']
const change = ['thay đổi']
const longer = ['gia hạn']
const end = ['thu hồi']

/** How titles begin, longest first, and how citizens say the same; the plain ones have no such words. */
const actions: [string, string[]?][] = [
  ['cấp sửa đổi bổ sung', change],
  ['cấp bổ sung sửa đổi', change],
  ['thay đổi nội dung', change],
  ['điều chỉnh nội dung', change],
  ['đăng kí thay đổi', change],
  ['cấp lại cấp đổi', [...again, ...exchange]],
  ['cấp đổi cấp lại', [...again, ...exchange]],
  ['sửa đổi bổ sung', change],
  ['cấp điều chỉnh', change],
  ['cấp gia hạn', longer],
  // Not 'mất': who lost the paper wants a copy, and who lost a person a first registration.
  ['đăng kí lại', ['đăng kí lại']],
  ['điều chỉnh', change],
  ['chấm dứt', ['chấm dứt', 'nghỉ', 'đóng cửa']],
  ['giải thể', ['giải thể', 'đóng cửa']],
  ['cấp lại', again],
  ['cấp đổi', exchange],
  ['gia hạn', longer],
  ['thu hồi', end],
  ['cấp mới'],
  ['đăng kí'],
  ['cấp'],
]
