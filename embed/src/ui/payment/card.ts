// ui/payment/card.ts: what people type into a card form, tidied and judged before it is sent. Pure.
export const digitsOf = (text: string) => text.replace(/\D/g, '')

/** 4242 4242 4242 4242 */
export const grouped = (text: string) =>
  (
    digitsOf(text)
      .slice(0, 19)
      .match(/.{1,4}/g) ?? []
  ).join(' ')

/** 08 / 29, also from 8/29, 0829 or 08-2029. */
export function parseExpiry(text: string): { month: string; year: string } | null {
  const match = /^\s*(\d{1,2})\s*[/\-. ]?\s*(\d{2}|\d{4})\s*$/.exec(text)
  if (!match?.[1] || !match[2]) return null
  const month = Number(match[1])
  if (month < 1 || month > 12) return null
  return { month: String(month), year: match[2].length === 2 ? `20${match[2]}` : match[2] }
}

/** Adds the slash while one types forward, and never fights a backspace. */
export function typedExpiry(text: string, before: string): string {
  const digits = digitsOf(text).slice(0, 4)
  if (text.length < before.length) return text
  const padded = digits.length === 1 && digits > '1' ? `0${digits}` : digits
  return padded.length >= 2 ? `${padded.slice(0, 2)} / ${padded.slice(2)}` : padded
}

export function luhn(number: string): boolean {
  const digits = digitsOf(number)
  if (digits.length < 12) return false
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
