import type { Capabilities, Choice, Link, Part, Reply } from './channel.ts'
import { split } from './split.ts'

/** A Reply as the parts a channel can show, in the order they are sent. Nothing is cut off. */
export function render(reply: Reply, can: Capabilities): Part[] {
  const { choices = [], links = [], pictures = [] } = reply
  const choicesFit = haveRoom(choices, can.choices)
  const linksFit =
    haveRoom(links, can.links) && links.every(({ url }) => url.startsWith('https://'))
  const room = can.shared ? can.choices.max : Number.POSITIVE_INFINITY
  const choiceButtons = choicesFit && choices.length <= room ? choices : []
  const linkButtons = linksFit && choiceButtons.length + links.length <= room ? links : []

  const text = [
    reply.text,
    ...(can.pictures ? [] : pictures.map(({ url, alt }) => `${alt}: ${url}`)),
    ...(linkButtons.length > 0 ? [] : links.map(({ label, url }) => `${label}: ${url}`)),
    choiceButtons.length > 0 ? '' : numbered(choices),
  ]
    .filter((paragraph) => paragraph.trim() !== '')
    .join('\n\n')
    .normalize('NFC')

  const buttons = {
    ...(choiceButtons.length > 0 && { choices: choiceButtons }),
    ...(linkButtons.length > 0 && { links: linkButtons }),
  }
  // Quick replies hang under any text; buttons stand in a template, which takes less of it.
  const inTemplate = linkButtons.length > 0 || (can.shared && choiceButtons.length > 0)
  const lastLimit = inTemplate ? (can.textLimitWithButtons ?? can.textLimit) : can.textLimit

  return [
    // First: on Messenger quick replies disappear as soon as a picture arrives after them.
    ...(can.pictures ? pictures.map((picture): Part => ({ picture })) : []),
    ...withButtons(split(text, can.textLimit, lastLimit), buttons),
  ]
}

/** Choices that found no buttons; the dialog takes the number, the label, or the label without marks. */
function numbered(choices: Choice[]): string {
  if (choices.length === 0) return ''
  const lines = choices.map(({ label }, index) => `${index + 1}. ${label}`)
  return [...lines, 'Anh/Chị nhắn số để chọn, ví dụ: 1'].join('\n')
}

function withButtons(pieces: string[], buttons: Pick<Part, 'choices' | 'links'>): Part[] {
  // Platforms refuse a message of nothing but spaces, and show spaces at a message's ends to nobody.
  const texts = pieces.map((piece) => piece.trim()).filter((piece) => piece !== '')
  return texts.map((text, index) => ({ text, ...(index === texts.length - 1 && buttons) }))
}

/** All of them as buttons or none: a label cut short may look like its neighbour. */
function haveRoom(
  labelled: (Choice | Link)[],
  { max, labelLimit }: Capabilities['choices'],
): boolean {
  const labels = new Set(labelled.map(({ label }) => label.trim()))
  return (
    labelled.length <= max &&
    labels.size === labelled.length &&
    labelled.every(({ label }) => label.length <= labelLimit && label.trim() !== '')
  )
}
