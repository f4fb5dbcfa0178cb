// onboarding/iban.ts: whether an IBAN could exist, by its own check digits, and the ones that tests know.
const SHAPE = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/

export function normalIban(typed: string): string | null {
  const iban = typed.replaceAll(/\s/g, '').toUpperCase()
  return SHAPE.test(iban) && remainder(iban) === 1 ? iban : null
}

/** ISO 7064: the first four characters go last, letters count from 10, and the number leaves 1 when divided by 97. */
function remainder(iban: string): number {
  const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`].map((character) => parseInt(character, 36)).join('')
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0)
}

/** https://docs.stripe.com/connect/testing#account-numbers, known by what follows the check digits. */
const REFUSES: Record<string, string> = {
  '370400440532013001': 'no_account',
  '370400440532013002': 'account_closed',
  '370400440532013003': 'insufficient_funds',
  '370400440532013004': 'debit_not_authorized',
  '370400440532013005': 'invalid_currency',
}

/** Why this bank account will send payouts back, if it will. */
export function bankBehaviour(iban: string): string | null {
  return REFUSES[iban.slice(4)] ?? null
}
