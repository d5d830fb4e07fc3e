import { describe, expect, test } from 'vitest'
import { flowNamed, flows } from '../../flows/all.ts'
import { askingStates, at } from '../support/asking-states.ts'
import type { Talker } from '../support/talker.ts'

const spoken = ({ replies }: { replies: { text: string }[] }) =>
  replies.map(({ text }) => text).join('\n')
const step = ({ session: { flow } }: Talker) => flow && `${flow.name}.${flow.step}`

test('every asking step of every flow is among the states', () => {
  const steps = flows.flatMap(({ name, steps }) =>
    Object.keys(steps).map((step) => `${name}.${step}`),
  )
  expect([...askingStates].sort()).toEqual(steps.sort())
})

describe.each(askingStates)('at %s', (state) => {
  const [name = '', stepName = ''] = state.split('.')
  const flow = flowNamed(name)

  test.each(['hủy', 'huy', 'HỦY', 'thôi', 'cancel', 'thôi không làm nữa', 'hủy bỏ'])(
    '"%s" ends it and says what became of the words',
    (words) => {
      const citizen = at(state)
      const result = citizen.say(words)
      expect(citizen.session.flow).toBeUndefined()
      expect(spoken(result)).toContain(flow?.cancelled)
      expect(result.effects).toEqual([])
    },
  )

  test.each(['menu', 'Menu ạ', 'về menu'])(
    '"%s" reaches the menu in one turn and keeps a draft',
    (words) => {
      const citizen = at(state)
      expect(spoken(citizen.say(words))).toContain('Anh/Chị cần việc nào')
      expect(citizen.session.flow).toBeUndefined()
      if (!flow?.unfinished) return
      citizen.say('tiếp tục')
      expect(step(citizen)).toBe(state)
    },
  )

  test.each(['nhắc lại', 'nhac lai'])('"%s" asks the same again', (words) => {
    const citizen = at(state)
    const scene = citizen.session.flow
    citizen.say(words)
    expect(step(citizen)).toBe(state)
    expect(citizen.session.flow?.answers).toEqual(scene?.answers)
  })

  test.each(['vì sao hỏi', 'tai sao hoi?', 'hỏi làm gì'])(
    '"%s" gives the reason, then the question',
    (words) => {
      const citizen = at(state)
      const why = flow?.steps[stepName]?.why
      // What depends on the tree that is asked: here its plain words.
      expect(spoken(citizen.say(words))).toContain(
        typeof why === 'string' ? why : 'Câu trả lời cho biết thủ tục',
      )
      expect(step(citizen)).toBe(state)
    },
  )

  test.each(['bỏ qua', 'bo qua'])(
    '"%s" skips what is optional and says why it cannot skip the rest',
    (words) => {
      const citizen = at(state)
      const result = citizen.say(words)
      const asked = flow?.steps[stepName]
      if (asked?.skip) expect(step(citizen)).not.toBe(state)
      else expect(spoken(result)).toContain(asked?.required)
    },
  )

  test('"quay lại" goes back step by step to the beginning and never out of the form', () => {
    const citizen = at(state)
    const seen = [step(citizen)]
    for (let i = 0; i < 8; i++) {
      expect(citizen.say('quay lại').replies).not.toEqual([])
      seen.push(step(citizen))
    }
    expect(citizen.session.flow?.name).toBe(name)
    expect(seen.at(-1)).toBe(seen.at(-2))
    expect(spoken(citizen.say('quay lai'))).toContain('câu hỏi đầu tiên')
  })

  test('"bắt đầu lại" asks from the start', () => {
    const citizen = at(state)
    expect(spoken(citizen.say('bắt đầu lại'))).toContain('từ đầu')
    expect(citizen.session.flow?.name).toBe(name)
  })

  test.each(['trợ giúp', 'help'])('"%s" helps, then asks again', (words) => {
    const citizen = at(state)
    expect(spoken(citizen.say(words))).toMatch(/trợ lý ảo/i)
    expect(step(citizen)).toBe(state)
  })

  test.each(['0', 'gặp cán bộ', 'gap can bo'])(
    '"%s" leads to a person with honest hours',
    (words) => {
      const citizen = at(state)
      const result = citizen.say(words)
      expect(citizen.session.flow?.name).toBe('person')
      expect(spoken(result)).toContain('giờ làm việc')
    },
  )

  test('a question is answered, then the open one comes again and nothing is stored', () => {
    const citizen = at(state)
    const before = citizen.session.flow?.answers
    const result = citizen.say('làm khai sinh cho con cần giấy tờ gì?')
    expect(result.replies[0]?.text).toContain('1.001193')
    expect(result.replies.length).toBeGreaterThan(1)
    expect(step(citizen)).toBe(state)
    expect(citizen.session.flow?.answers).toEqual(before)
  })

  test('danger comes first, in the first line, and no form follows it', () => {
    const citizen = at(state)
    const result = citizen.say('nhà tôi đang cháy')
    expect(result.replies[0]?.text.split('\n')[0]).toContain('114')
    expect(result.verdict).toBe('emergency')
    expect(citizen.session.flow).toBeUndefined()
  })

  test('nonsense is never met with the same words twice running; the third time a person is offered', () => {
    const citizen = at(state)
    const answers = ['zz', 'qqq', 'xx', 'zz', 'qq'].map((words) => citizen.say(words))
    const open = answers.filter(({ verdict }) => verdict === 'unclear')
    const texts = open.map(spoken)
    texts.forEach((text, i) => void expect(text).not.toBe(texts[i - 1]))
    if (open.length >= 3) {
      const payloads = open
        .slice(2)
        .flatMap(({ replies }) => replies.flatMap(({ choices = [] }) => choices))
      expect(payloads.map(({ payload }) => payload)).toContain('do:person')
    }
  })

  test('a day later the draft is gone and its citizen is told', () => {
    const citizen = at(state)
    citizen.now = new Date(citizen.now.getTime() + 3 * 86_400_000)
    const result = citizen.say('xin chào')
    expect(citizen.session.flow).toBeUndefined()
    if (flow?.unfinished) expect(spoken(result)).toContain('được xóa')
  })
})
