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
  cut.forEach(({ action, matter }, i) => {
    if (isPlain(action)) plain.set(matter, [...(plain.get(matter) ?? []), ...(own[i] ?? [])])
  })
  return procedures.map(({ title }, i) => {
    const { head, action, matter } = cut[i] ?? cutTitle(title)
    // Who can name the licence can name its renewal.
    const inherited = isPlain(action) ? [] : (plain.get(matter) ?? [])
    return {
      given: [title, ...(own[i] ?? [])],
      derived: [
        ...(head.length < title.length * 0.5 ? [head] : []),
        ...inherited.map((name) => `${action} ${name}`),
      ],
    }
  })
}

interface CutTitle {
  /** Up to the conditions: "Cấp lại Chứng chỉ hành nghề luật sư". */
  head: string
  /** What is done, and to what: "cấp lại", "chung chi hanh nghe luat su". */
  action: string
  matter: string
}

function cutTitle(title: string): CutTitle {
  const whole = title.replace(/^\s*Thủ tục\s+/i, '')
  const head = whole.split(conditions)[0]?.trim() ?? whole
  const said = words(head).join(' ')
  const action = actions.find((each) => said.startsWith(`${each} `)) ?? ''
  return { head, action, matter: fold(said.slice(action.length).trim()) }
}

/** From here on a title says for whom, when and by whom, not what. */
const conditions =
  /[(;:]|,? (?:đối với|trong trường hợp|trường hợp|thuộc thẩm quyền|theo quy định|theo hình thức|do bị|khi bị|bị mất|bị ghi sai|thực hiện tại|tại cấp|tại Công an|bằng hình thức)(?!\p{L})/iu

const isPlain = (action: string): boolean => ['', 'cấp', 'cấp mới', 'đăng kí'].includes(action)

const actions = [
  'cấp sửa đổi, bổ sung',
  'cấp lại, cấp đổi',
  'cấp đổi, cấp lại',
  'cấp điều chỉnh',
  'cấp gia hạn',
  'cấp lại',
  'cấp đổi',
  'cấp mới',
  'cấp sửa đổi bổ sung',
  'cấp bổ sung sửa đổi',
  'cấp bổ sung',
  'sửa đổi bổ sung',
  'điều chỉnh nội dung',
  'điều chỉnh',
  'gia hạn',
  'thu hồi',
  'đăng kí lại',
  'đăng kí thay đổi',
  'thay đổi nội dung',
  'chấm dứt',
  'tạm ngừng',
  'giải thể',
  'cấp',
  'đăng kí',
].map((action) => action.replaceAll(',', ''))
