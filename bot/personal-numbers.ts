/** Phone numbers (0… or +84…), and identity numbers of 9 or 12 digits, with spaces or dots between. */
const personal =
  /(?<!\d)(?:\+?84|0)(?:[\s.-]?\d){9,10}(?!\d)|(?<!\d)(?:\d[\s.]?){8}\d(?:(?:[\s.]?\d){3})?(?!\d)/g

const digits = (text: string) => text.replace(/\D/g, '')

/** The digits of every number in a text that names a person. */
export function personalNumbers(text: string): string[] {
  return [...new Set((text.match(personal) ?? []).map(digits))]
}

/** The given numbers, however they are spaced, with only their last three digits left. */
export function hidePersonalNumbers(text: string, numbers: string[]): string {
  return text.replace(personal, (written) => {
    const plain = digits(written)
    return numbers.includes(plain) ? `${'x'.repeat(plain.length - 3)}${plain.slice(-3)}` : written
  })
}
