import type { Reply } from '../../adapters/channel.ts'
import { Calendar } from '../../desk/calendar.ts'
import type { Desk } from '../../desk/desk.ts'
import { deskJobs } from '../../desk/jobs.ts'
import { deskLinks } from '../../desk/links.ts'
import { openMailer } from '../../desk/mailer.ts'
import { Offices, officesById } from '../../desk/offices.ts'
import { replyAddresses } from '../../desk/reply-address.ts'
import { Routing, routingTable, writersFor } from '../../desk/routing.ts'
import type { Filing, Ticket } from '../../desk/ticket.ts'
import type { Store } from '../../store/database.ts'
import { captureMail } from '../../store/letters.ts'
import { relayJobs } from '../../store/relay.ts'

const offices = Offices.parse({
  domains: ['tinh.example'],
  perCommune: [{ id: 'kt', name: 'Phòng Kinh tế {unit}', mailbox: 'kt-{slug}@tinh.example' }],
  province: [
    { id: 'so', name: 'Sở Xây dựng', mailbox: 'so@tinh.example' },
    { id: 'dp', name: 'Tổ điều phối', mailbox: 'dp@tinh.example' },
  ],
})
const routing = Routing.parse({
  fallback: 'dp',
  lines: [
    { id: 'road', field: 'ROAD', commune: 'each', to: 'kt' },
    { id: 'road-tinh', field: 'ROAD', commune: '*', to: 'so' },
  ],
})
const units = [{ code: '14329', name: 'Phường Hoa Lư', type: 'phường', slug: 'hoa-lu' }]

export interface TestDesk {
  desk: Desk
  told: { citizenId: string; reply: Reply; key: string }[]
  alarms: string[]
  setNow(utc: string): void
  /** Runs promised jobs until none is left; returns the names of those that failed. */
  work(): Promise<string[]>
  /** One job, as the queue would run it once more; whether it came to an end. */
  run(name: string, payload: unknown): Promise<boolean>
}

/** A desk on a store, with a small province and a clock that tests set. */
export function testDesk(
  store: Store,
  parts: Partial<Pick<Desk, 'mailer' | 'download'>> = {},
): TestDesk {
  let now = new Date('2026-11-23T02:12:00Z')
  const told: TestDesk['told'] = []
  const alarms: string[] = []
  const desk: Desk = {
    db: store.db,
    mailer: openMailer({
      from: 'cau-noi@tinh.example',
      capture: ({ from: sender, to: recipient, subject, text, html, messageId }) =>
        captureMail(store.db, { sender, recipient, subject, text, html, messageId }),
    }),
    calendar: Calendar.parse({
      workdays: [1, 2, 3, 4, 5],
      hours: [
        ['07:30', '11:30'],
        ['13:30', '17:00'],
      ],
      holidays: [],
    }),
    routing: routingTable(officesById(offices, units), routing),
    links: deskLinks(['s'.repeat(43)]),
    replies: replyAddresses(['s'.repeat(43)], 'traloi.tinh.example'),
    authservId: 'mx.tinh.example',
    writersFor: (mailbox) => writersFor(desk.routing, mailbox),
    publicUrl: 'https://tinh.example',
    download: async () => ({ ok: false, again: false, code: 'http-404' }),
    text: (key, words = {}) => `${key} ${Object.values(words).join(' | ')}`,
    fieldName: (field) => field,
    async tell(citizenId, reply, key) {
      if (!told.some((each) => each.key === key)) told.push({ citizenId, reply, key })
    },
    content: {
      owner: 'noidung@tinh.example',
      gap: (question) => ({
        answered: /đã có/.test(question),
        ...(/khai sinh/.test(question) && { nearest: 'Đăng ký khai sinh' }),
        office: 'Trung tâm Phục vụ hành chính công',
      }),
      due: () => [],
    },
    async alarm(key) {
      alarms.push(key)
    },
    now: () => now,
    ...parts,
  }
  return {
    desk,
    told,
    alarms,
    setNow(utc) {
      now = new Date(utc)
    },
    run: async (name, payload) => {
      const job = deskJobs.find((job) => job.name === name)
      return Promise.resolve(job?.run(payload, desk)).then(
        () => true,
        () => false,
      )
    },
    async work() {
      const failed: string[] = []
      const once = () =>
        relayJobs(store, async (jobs) => {
          for (const { name, payload } of jobs)
            await deskJobs
              .find((job) => job.name === name)
              ?.run(payload, desk)
              .catch(() => failed.push(name))
        })
      while ((await once()) > 0);
      return failed
    },
  }
}

/** A confirmed report; the id makes its code. */
export const filing = (number: number, more: Partial<Filing> = {}): Filing => ({
  draft: {
    id: `draft-${number}`,
    code: `PA-2026-${String(number).padStart(6, '0')}`,
    secret: `bi-mat-${number}`,
  },
  kind: 'report',
  field: 'ROAD',
  urgency: 'normal',
  content: 'Ổ gà sâu giữa ngõ 12',
  place: {
    text: 'ngõ 12',
    commune: { code: '14329', name: 'Phường Hoa Lư', province: 'Tỉnh Ninh Bình' },
  },
  contact: { phone: '0912345678' },
  attachments: [],
  mailbox: 'kt-hoa-lu@tinh.example',
  routeLine: 'road',
  receivedAt: new Date('2026-11-23T02:12:00Z'),
  dueAt: new Date('2026-12-02T10:00:00Z'),
  ...more,
})

/** A ticket as letters are written of it. */
export const sampleTicket: Ticket = {
  id: 'draft-1',
  code: 'PA-2026-000001',
  secret: 'bi-mat-1',
  citizenId: 'zalo:619',
  kind: 'report',
  field: 'ROAD',
  urgency: 'normal',
  state: 'received',
  version: 1,
  content:
    'Ổ gà sâu giữa ngõ 12, tối qua có người ngã xe.\nXin sửa sớm, vào mùa mưa đi lại rất khó.',
  placeText: 'ngõ 12 đường Lê Đại Hành',
  commune: { code: '14329', name: 'Phường Hoa Lư', province: 'Tỉnh Ninh Bình' },
  contact: { phone: '0912345678' },
  attachments: [],
  procedure: null,
  mailbox: 'kt-hoa-lu@tinh.example',
  office: 'Phòng Kinh tế phường Hoa Lư',
  routeLine: 'road',
  returns: 0,
  receivedAt: new Date('2026-11-23T02:12:00Z'),
  dueAt: new Date('2026-12-02T10:00:00Z'),
  pausedAt: null,
}
