import { describe, expect, test } from 'vitest'
import { realServices } from '../support/real-services.ts'
import { type Talker, talker } from '../support/talker.ts'

const services = await realServices()

/** What the first words lead to, through the whole bot: a form with its field, an answer with its code, or guidance. */
interface Expected {
  flow?: string
  field?: string
  procedure?: string
  /** Stands in what the bot says. */
  says?: string | RegExp
  /** The words must not stay with us. */
  blanks?: true
}

const utterances: [string, Expected][] = [
  ['den duong to 5 ap 3 tat ca tuan nay roi', { flow: 'report', field: 'LIGHT' }],
  [
    'Nắp cống trước cổng trường mất, tối qua có người té',
    { flow: 'report', field: 'DRAIN', says: '115' },
  ],
  ['nhà hàng xóm hát karaoke tới 12h đêm', { flow: 'report', field: 'NOISE' }],
  ['nha toi dang chay', { says: /^.*114/ }],
  ['Con tôi bị thầy giáo đánh', { flow: 'report', field: 'CHILD', says: '111' }],
  ['cán bộ một cửa bắt tôi đi lại 4 lần', { flow: 'report', field: 'OFFICIAL' }],
  ['chú A địa chính đòi 5 triệu mới làm sổ', { says: 'bí mật', blanks: true }],
  ['Tôi không đồng ý quyết định thu hồi đất số 12', { says: '90 ngày' }],
  ['tôi tố cáo ổ gà đường liên xã', { flow: 'report', field: 'ROAD' }],
  ['xã mình có lấy phí rác 40k đúng không', { says: 'chưa có thông tin' }],
  ['quy định bắt nộp bản sao công chứng CCCD là vô lý', { flow: 'report', says: 'đã góp ý' }],
  ['hồ sơ H23.12-260910-0007 sao chưa xong', { says: 'dichvucong.gov.vn' }],
  ['làm khai sinh cho con, ba mẹ chưa kết hôn', { procedure: '1.000689' }],
  ['xin giấy độc thân', { procedure: '1.004873' }],
  ['đổi bằng lái B1 hết hạn', { procedure: '3.000347' }],
  ['nhap khau ve nha chong', { procedure: '1.004222' }],
  ['lên thổ cư 100m2', { procedure: '1.013949' }],
  ['mẹ tôi 76 tuổi không lương hưu', { procedure: '1.014027' }],
  ['mất thẻ bảo hiểm y tế', { procedure: '1.002759' }],
  ['muốn gặp chủ tịch tỉnh', { says: 'tiếp công dân' }],
  ['góp ý dự thảo thu phí rác', { flow: 'report', says: 'đã góp ý' }],
  ['cảm ơn chị ở phường, làm nhanh lắm', { flow: 'report', says: 'lời khen' }],
  ['đất nhà tôi bị hàng xóm lấn 1m', { procedure: '1.012812' }],
  ['bị công ty nợ lương 3 tháng', { flow: 'report', field: 'MERIT' }],
  ['có người gọi xưng công an kêu cài VNeID', { says: 'OTP' }],
  ['Ở Phường 1 ấy', { says: /việc gì ở/ }],
  ['alo', { says: 'không phải cán bộ' }],
  ['đm làm ăn như …', { says: 'bức xúc' }],
]

const spoken = ({ replies }: ReturnType<Talker['say']>) =>
  replies.map(({ text }) => text).join('\n')

describe('the twenty-eight acceptance utterances, through the whole bot', () => {
  test.each(utterances)('"%s"', (words, { flow, field, procedure, says, blanks }) => {
    const citizen = talker(services)
    const result = citizen.say(words)
    const { session } = citizen
    expect(session.flow?.name).toBe(flow)
    expect(session.topic?.procedure).toBe(procedure)
    if (field) expect(session.flow?.answers.matter).toMatchObject({ field })
    if (says) expect(spoken(result)).toMatch(says)
    expect(result.effects.some(({ type }) => type === 'blank-words')).toBe(blanks ?? false)
    // Nothing is filed by a first message, whatever it says.
    expect(result.effects.filter(({ type }) => type === 'open-ticket')).toEqual([])
  })

  test('a sticker and a voice message get an honest answer', () => {
    for (const type of ['sticker', 'audio'] as const) {
      const result = talker(services).take({ kind: 'message', text: '', attachments: [{ type }] })
      expect(spoken(result)).toMatch(/chỉ đọc được chữ|chưa nghe được/)
    }
  })

  test('there are twenty-eight of them, and their wording is theirs', () => {
    expect(new Set(utterances.map(([words]) => words)).size).toBe(28)
  })
})
