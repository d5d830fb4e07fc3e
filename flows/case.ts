import { z } from 'zod'
import { mostQuestions, pickOf, type Stand, stand, type Tree } from '../knowledge/tree.ts'
import { fold, words } from '../knowledge/vietnamese.ts'
import { defineFlow, type Heard, type Scene, type Step, say } from './flow.ts'

const CaseAnswers = z.object({
  tree: z.string(),
  q1: z.string(),
  q2: z.string(),
  q3: z.string(),
  q4: z.string(),
  q5: z.string(),
})
type CaseAnswers = z.infer<typeof CaseAnswers>
type Slot = Exclude<keyof CaseAnswers, 'tree'>
type CaseScene = Scene<CaseAnswers>

/** As many as a tree may ask on one way. */
const slots: Slot[] = ['q1', 'q2', 'q3', 'q4', 'q5'].slice(0, mostQuestions) as Slot[] // as: the names above.

/** "Trường hợp của tôi": a few questions of a tree, then the procedure and the papers for this citizen. */
export const myCase = defineFlow<CaseAnswers>({
  name: 'case',
  opens: ['trường hợp của tôi', 'trường hợp của em', 'tôi thuộc trường hợp nào', 'hỏi tôi vài câu'],
  answers: CaseAnswers.partial(),
  cancelled: 'Tôi không hỏi thêm nữa.',

  steps: {
    tree: {
      ask: ({ services }) =>
        say('Anh/Chị muốn tôi hỏi vài câu về việc nào?', services.trees().map(choiceOf)),
      sorry: ({ services }) =>
        say(
          'Tôi chưa có bộ câu hỏi cho việc đó. Xin chọn một việc trong danh sách, hoặc gõ "hủy".',
          services.trees().map(choiceOf),
        ),
      why: 'Mỗi việc có những câu hỏi riêng.',
      required: 'Anh/Chị cần chọn một việc; gõ "hủy" nếu không muốn tiếp tục.',
      read: readTree,
      drops: () => slots,
    },
    q1: question('q1'),
    q2: question('q2'),
    q3: question('q3'),
    q4: question('q4'),
    q5: question('q5'),
  },

  begin: (heard, scene) => {
    const tree = readTree(heard, scene)
    return tree === undefined ? {} : { tree }
  },

  finish(answers, { services, now }) {
    const tree = services.tree(answers.tree)
    const end = tree && stand(tree, picksOf(answers, slots.length))
    const reply = tree && end?.at === 'result' && services.answerCase(tree, end.id, now)
    if (!reply) {
      return {
        replies: [
          say('Bộ câu hỏi này vừa được thay đổi. Xin Anh/Chị hỏi lại từ đầu.', [
            { label: 'Hỏi lại từ đầu', payload: `case:${answers.tree}` },
            { label: 'Gặp cán bộ', payload: 'do:person' },
          ]),
        ],
      }
    }
    return { replies: [reply], topic: { procedure: end.result.procedure } }
  },
})

function question(slot: Slot): Step<CaseAnswers, string> {
  const before = slots.indexOf(slot)
  const here = (scene: CaseScene): Stand => standIn(scene, before)
  return {
    ask: (scene) => asked(here(scene), 'ask'),
    sorry: (scene) => asked(here(scene), 'sorry'),
    why: (scene) => {
      const at = here(scene)
      return (
        (at.at === 'question' && at.question.why) ||
        'Câu trả lời cho biết thủ tục và giấy tờ nào đúng với Anh/Chị.'
      )
    },
    required:
      'Không có câu này thì tôi không chỉ đúng giấy tờ được. Nếu chưa rõ, Anh/Chị gõ 0 để hỏi cán bộ.',
    needed: (scene) => here(scene).at === 'question',
    drops: () => slots.slice(before + 1),
    read: (heard, scene) => readPick(heard, here(scene)),
    skip: (scene) => unsure(here(scene)),
  }
}

function standIn({ answers, services }: CaseScene, before: number): Stand {
  const tree = services.tree(answers.tree ?? '')
  return tree ? stand(tree, picksOf(answers, before)) : { at: 'nowhere' }
}

const picksOf = (answers: Partial<CaseAnswers>, most: number): string[] =>
  slots.slice(0, most).flatMap((slot) => answers[slot] ?? [])

function asked(at: Stand, how: 'ask' | 'sorry') {
  if (at.at !== 'question') return say('Xin gõ "hủy" rồi hỏi lại; bộ câu hỏi vừa được thay đổi.')
  const { ask, choices } = at.question
  return say(
    how === 'ask' ? ask : `${ask}\nTôi chưa rõ ý, xin chọn một ý dưới đây.`,
    choices.map(({ label }, i) => ({ label, payload: `pick:${pickOf(at.id, i)}` })),
  )
}

/** A tap, a yes or no, an age, or words: whatever tells exactly one of the choices. */
function readPick(heard: Heard, at: Stand): string | undefined {
  if (at.at !== 'question') return undefined
  const { choices, ask } = at.question
  const tapped = choices.findIndex((_, i) => heard.choice === `pick:${pickOf(at.id, i)}`)
  const only = [
    () => tapped,
    () =>
      heard.answer ? single(choices, ({ label }) => answerOf(label, ask) === heard.answer) : -1,
    () => single(choices, (choice) => within(heard.plain, choice)),
    () => longest(choices.map(phrasesOf(heard.plain)), heard.plain),
    () =>
      denies(heard.plain) ? single(choices, ({ label }) => answerOf(label, ask) === 'no') : -1,
  ]
  for (const find of only) {
    const i = find()
    if (i >= 0) return pickOf(at.id, i)
  }
  return undefined
}

function single<T>(items: readonly T[], fits: (item: T) => boolean): number {
  const found = items.flatMap((item, i) => (fits(item) ? [i] : []))
  return found.length === 1 ? (found[0] ?? -1) : -1
}

/** "Không có lương hưu" does not say "lương hưu": where something is denied, only phrases that deny count. */
const phrasesOf =
  (spoken: string) =>
  ({ label, said }: { label: string; said: string[] }): string[] =>
    [label, ...said].filter((phrase) => !denies(spoken) || denies(plainOf(phrase)))

const denies = (spoken: string): boolean => /(?:^| )(?:khong|chua|ko|chang)(?: |$)/.test(spoken)

/** "Không nhận" says more than "nhận": the choice with the longest phrase in the message. */
function longest(phrases: readonly string[][], spoken: string): number {
  const lengths = phrases.map((each) =>
    Math.max(0, ...each.map((phrase) => (has(spoken, phrase) ? phrase.length : 0))),
  )
  const most = Math.max(...lengths)
  return most === 0 ? -1 : single(lengths, (length) => length === most)
}

const has = (spoken: string, phrase: string): boolean =>
  ` ${spoken} `.includes(` ${plainOf(phrase)} `)

const plainOf = (text: string): string => words(text).map(fold).join(' ')

/** Labels that begin with a yes or a no answer to "dạ có" and "không ạ". "Đã mất" is no yes to "còn không?". */
function answerOf(label: string, ask: string): 'yes' | 'no' | undefined {
  const first = plainOf(label).split(' ')[0] ?? ''
  if (/^(?:co|dung|roi|con)$/.test(first)) return 'yes'
  if (first === 'da' && /chưa\s*\?/i.test(ask)) return 'yes'
  return /^(?:khong|chua)$/.test(first) ? 'no' : undefined
}

/** One number in the message, and this choice says from and up to where it goes. */
function within(
  spoken: string,
  { from, below }: { from?: number | undefined; below?: number | undefined },
) {
  const numbers = spoken.match(/(?<!\d)\d{1,3}(?!\d)/g) ?? []
  if (numbers.length !== 1 || (from === undefined && below === undefined)) return false
  const number = Number(numbers[0])
  return number >= (from ?? 0) && number < (below ?? Number.POSITIVE_INFINITY)
}

function unsure(at: Stand): string | undefined {
  if (at.at !== 'question') return undefined
  const i = at.question.choices.findIndex(({ unsure }) => unsure)
  return i < 0 ? undefined : pickOf(at.id, i)
}

const choiceOf = ({ id, title }: Tree) => ({ label: title, payload: `pick:tree.${id}` })

/** By a tap on a title, or by what the words are about. */
function readTree({ choice, text }: Heard, { services }: CaseScene): string | undefined {
  const tapped = /^(?:pick:tree\.|case:)([a-z0-9-]+)$/.exec(choice ?? '')?.[1]
  if (tapped) return services.tree(tapped)?.id
  if (!text) return undefined
  const { outcome, results } = services.ask(text)
  const best = outcome === 'decline' ? undefined : results[0]
  return best && services.treeAbout(best.id)?.id
}
