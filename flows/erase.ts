import { z } from 'zod'
import type { Reply } from '../adapters/channel.ts'
import { defineFlow, type Services, say } from './flow.ts'

const EraseAnswers = z.object({ confirm: z.literal(true) })
type EraseAnswers = z.infer<typeof EraseAnswers>

/** The citizen's right to have their data erased; it cannot be undone, so it is asked once more. */
export const erase = defineFlow<EraseAnswers>({
  name: 'erase',
  opens: [
    'xóa dữ liệu',
    'xóa',
    'xóa thông tin',
    'xóa dữ liệu của tôi',
    'rút đồng ý',
    'rút lại đồng ý',
    'xóa thông tin của tôi',
    'xóa hết dữ liệu',
    'xóa dữ liệu cá nhân',
  ],
  answers: EraseAnswers.partial(),
  cancelled: 'Dữ liệu của Anh/Chị vẫn giữ như cũ.',

  steps: {
    confirm: {
      ask: ({ services }) => say(services.text('data.erase'), choices),
      sorry: () => say('Xin trả lời "xóa" hoặc "không".', choices),
      why: 'Xóa rồi thì không lấy lại được, nên cần Anh/Chị xác nhận.',
      required: 'Tôi chỉ xóa khi Anh/Chị xác nhận. Gõ "xóa" hoặc "không".',
      read: ({ answer, plain }) => (answer === 'yes' || plain === 'xoa' ? true : undefined),
      decline: () => ({ replies: [say('Vâng, dữ liệu của Anh/Chị vẫn giữ như cũ.')] }),
    },
  },

  finish: (_, { services }) => ({
    effects: [{ type: 'erase-citizen' }],
    replies: [say(services.text('data.erased'))],
  }),
})

/** "Xem dữ liệu", "sửa": what is kept, and how to have it seen, changed or erased. */
export const myData = (services: Services): Reply =>
  say(services.text('data.rights'), [
    { label: 'Phản ánh của tôi', payload: 'do:mine' },
    { label: 'Xóa dữ liệu', payload: 'open:erase' },
    { label: 'Gặp cán bộ', payload: 'do:person' },
  ])

const choices = [
  { label: 'Xóa', payload: 'yes' },
  { label: 'Không', payload: 'no' },
]
