import type { Classified } from '../desk/ticket.ts'
import type { Heard } from '../flows/flow.ts'
import { isOnlyPlace } from '../flows/place-words.ts'
import type { Command } from './command.ts'
import { isOutdoors, isProcedural } from './matter.ts'
import type { Talk } from './talk.ts'

/**
 * What is said after a guidance, while it is still in mind: "thế gửi đơn ở đâu?" asks about it, a place after
 * an alarm is where help is awaited, and whoever is in danger gets no form and no "chưa hiểu".
 */
export function afterGuidance(
  heard: Heard,
  talk: Talk,
  classified: Classified,
): Command | undefined {
  const { text, plain: spoken, question } = heard
  const kind = talk.session.guided
  if (!kind || isProcedural(text) || isOutdoors(classified, text)) return undefined
  const words = spoken.split(' ').length
  if (kind !== 'emergency') {
    const evidence = text === '' && kind === 'denunciation'
    const asksOn = text !== '' && (question || kind === 'denunciation') && words <= shortTalk
    return evidence || asksOn ? { do: 'guide-again', kind, rule: 'after-guidance' } : undefined
  }
  if (text === '' && heard.attachments.length > 0) return undefined
  if (helpIsComing.test(spoken))
    return { do: 'tell', text: 'emergency.called', rule: 'help-is-coming' }
  if (isOnlyPlace(text, talk.services))
    return { do: 'guide-again', kind, place: true, rule: 'after-guidance' }
  // Our ears may have been wrong about the danger: nobody is kept here for ever.
  const stays = words <= distress && talk.session.unclear < patience
  return stays ? { do: 'guide-again', kind, rule: 'after-guidance' } : undefined
}

const shortTalk = 8
const distress = 10
const patience = 4

/** "Gọi rồi", "công an đang tới", "mẹ con em an toàn rồi". */
const helpIsComing =
  /(?:^| )(?:(?:da )?goi (?:roi|duoc roi|113|114|115)|(?:dang|sap) (?:toi|den|cuu)|(?:cong an|canh sat|xe|nguoi|ho|bac si|cuu hoa|cap cuu) (?:da )?(?:toi|den)(?: noi)?(?: roi)?|(?:cuu|dap) (?:duoc )?roi|(?:an toan|on|het chay|tat|khong sao|thoat)(?: \w+)? roi)(?: |$)/
