/** What the product says by key: the words each text may fill in, and what it must not lose. */
export interface TextRule {
  words?: readonly string[]
  /** Pieces that have to stay, whatever the province writes. */
  must?: readonly string[]
  /** Said to those who write English. */
  english?: true
}

const emergencyNumbers = ['113', '114', '115']
const ticketWords = ['code', 'office', 'due', 'text']
const statusWords = ['code', 'office', 'received', 'due', 'asked']
const status: TextRule = { words: statusWords, must: ['{code}'] }
const ticket: TextRule = { words: ticketWords, must: ['{code}'] }

export const textRules: Record<string, TextRule> = {
  // Law 134/2025 (AI), article 11: a machine says that it is one.
  greeting: { must: ['không phải cán bộ', ...emergencyNumbers] },
  disclosure: { must: ['không phải cán bộ', ...emergencyNumbers] },
  // Law 91/2025: consent names the rights and can be withdrawn.
  consent: { must: ['xem, sửa, xóa'] },
  'consent.version': {},
  'consent.details': { must: ['91/2025/QH15'] },
  'data.rights': {},
  'data.erase': {},
  'data.erased': {},
  'data.personal': {},
  emergency: { must: [...emergencyNumbers, '112', '111'] },
  'emergency.again': { must: emergencyNumbers },
  'emergency.care': {},
  'emergency.called': {},
  // F03: who receives, the time-bar, what the petition holds, where and when, legal aid, conciliation.
  complaint: {
    must: ['90 ngày', 'chữ ký', '{reception}', '{hours}', '{legalAid}', 'hòa giải'],
  },
  'complaint.again': { must: ['90 ngày'] },
  denunciation: { must: ['{reception}', '{hours}', '{legalAid}', 'bí mật'] },
  'denunciation.again': { must: ['{reception}', '113'] },
  'denunciation.more': { must: ['113'] },
  crime: { must: ['113'] },
  'crime.again': { must: ['113'] },
  'scam.again': { must: ['113'] },
  scam: { must: ['OTP', '113'] },
  child: { must: ['111'] },
  minor: { must: ['111', 'người giám hộ'] },
  unsure: {},
  'off.topic': { words: ['topic'], must: ['{topic}'] },
  'off.channel': { must: emergencyNumbers },
  dossier: { must: ['dichvucong.gov.vn'] },
  contact: { must: ['{phone}'] },
  reception: { must: ['{reception}'] },
  language: { must: ['{phone}'], english: true },
  'english.more': { must: ['{phone}'], english: true },
  'too-fast': {},
  lost: {},
  abuse: {},
  'abuse.again': {},
  'media.voice': {},
  'file.failed': {},
  'file.refused': {},
  'file.too-large': {},
  'media.sticker': {},
  apology: {},
  receipt: { words: ['code', 'time', 'date', 'due'], must: ['{code}', '{due}'] },
  'track.mismatch': {},
  'state.received': {},
  'state.sent': {},
  'state.in-progress': {},
  'state.need-info': {},
  'state.answered': {},
  'state.closed': {},
  'state.withdrawn': {},
  'status.received': status,
  'status.sent': status,
  'status.in-progress': status,
  'status.need-info': { words: statusWords, must: ['{code}', '{asked}'] },
  'status.answered': status,
  'status.closed': status,
  'status.withdrawn': status,
  'ticket.answered': { words: ticketWords, must: ['{code}', '{text}'] },
  'ticket.done': ticket,
  'ticket.need-info': { words: ticketWords, must: ['{code}', '{text}'] },
  'ticket.forwarded': ticket,
  'ticket.link': {},
  'handover.open': {},
  'handover.closed': { words: ['time', 'date'], must: ['{time}', '{date}'] },
}
