import type { BankManifest } from '@skrin/shared/api/banks'
import type { Bank, BankAccount } from '../banks/bank.ts'

type Numbered = Pick<BankAccount, 'number' | 'iban' | 'kind' | 'currency'>

/** Whose numbers they are. */
export interface NumberingBank extends Pick<BankManifest, 'id' | 'countries'> {
  readonly ibanCode?: Bank['ibanCode'] | undefined
}

/** Shorter ones are the last digits of a number that the bank keeps to itself. */
const LEAST_DIGITS = 8

/**
 * What is equal for two people's observations of one account: an IBAN, or the number at that bank. null where the bank
 * tells no whole number: such an account is never taken for another one. Currency is compared beside it.
 */
export function toAccountIdentity(
  { id: bank, countries, ibanCode }: NumberingBank,
  { number, iban, kind }: Omit<Numbered, 'currency'>,
): string | null {
  const whole = iban !== null && isIban(iban.toUpperCase()) ? iban.toUpperCase() : null
  const digits = number !== null && /^\d+$/.test(number) ? number : null
  // Of many banks' numbers only the IBAN says whose it is.
  if (countries.length > 1) return whole
  if (countries[0] === 'SE') {
    const told = toSwedishIdentity(bank, { whole, digits, kind })
    return ibanCode === undefined ? told : toSwedishIban(told, { bank, ibanCode })
  }
  if (whole !== null) return whole
  if (digits === null) return null
  // A Norwegian IBAN is the number with a country and two check digits: one bank may tell either.
  if (isNorwegianNumber(digits)) return toIban('NO', digits)
  return toBankNumber(bank, digits, kind)
}

/**
 * Identities of an answer's accounts, in its order. One that ceases to tell its number keeps the identity that is known
 * of it. Two accounts with one number in one answer are two: neither has one.
 */
export function toAccountIdentities(
  bank: NumberingBank,
  accounts: readonly (Numbered & { readonly known?: string | null })[],
): (string | null)[] {
  const identities = accounts.map((one) => toAccountIdentity(bank, one) ?? one.known ?? null)
  const keys = accounts.map(({ currency }, index) => `${identities[index]} ${currency}`)
  return identities.map((identity, index) =>
    keys.filter((key) => key === keys[index]).length > 1 ? null : identity,
  )
}

/** A Swedish IBAN is a bank's three digits and the number behind zeros, 17 digits in all (the IBAN registry of ISO 13616). */
function toSwedishIdentity(
  bank: string,
  { whole, digits, kind }: { whole: string | null; digits: string | null; kind: string },
): string | null {
  const told = digits === null ? null : toBankNumber(bank, digits, kind)
  if (told !== null || whole === null) return told
  return whole.startsWith('SE') ? toBankNumber(bank, whole.slice(7), 'other') : whole
}

const SWEDISH_DIGITS = 17

/** The IBAN that a bank's number is the end of; what is none of its numbers stays as it is. */
function toSwedishIban(
  identity: string | null,
  { bank, ibanCode }: { bank: string; ibanCode: string },
): string | null {
  const number = identity?.startsWith(`${bank}:`) ? identity.slice(bank.length + 1) : null
  if (number === null || number.length > SWEDISH_DIGITS) return identity
  return toIban('SE', `${ibanCode}${number.padStart(SWEDISH_DIGITS, '0')}`)
}

/** A card's digits without check digits may be the first and last of it, which other cards have too. */
function toBankNumber(bank: string, digits: string, kind: string): string | null {
  const significant = digits.replace(/^0+/, '')
  return kind === 'card' || significant.length < LEAST_DIGITS ? null : `${bank}:${significant}`
}

const norwegianWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]

/** Eleven digits, the last of which is their MOD11 check digit. */
function isNorwegianNumber(digits: string): boolean {
  if (digits.length !== norwegianWeights.length) return false
  const sum = norwegianWeights.reduce((all, weight, at) => all + weight * Number(digits[at]), 0)
  return sum % 11 === 0
}

/** ISO 13616: country, two check digits (ISO 7064 MOD 97-10), domestic part. */
function toIban(country: 'NO' | 'SE', number: string): string {
  const check = 98 - modulo97(`${number}${country}00`)
  return `${country}${String(check).padStart(2, '0')}${number}`
}

function isIban(text: string): boolean {
  return (
    /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(text) && modulo97(text.slice(4) + text.slice(0, 4)) === 1
  )
}

function modulo97(text: string): number {
  const digits = text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return Number(BigInt(digits) % 97n)
}
