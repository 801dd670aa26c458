/** An 11-digit Norwegian number: ten digits and their MOD11 check digit. */
export function norwegianNumber(firstTen: string): string {
  const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
  const check = (11 - (weightedSum(firstTen, weights) % 11)) % 11
  if (check === 10) throw new RangeError(`${firstTen} has no check digit`)
  return `${firstTen}${check}`
}

/** A Swedish number of type 1: four clearing digits, six more, and a MOD11 check digit over all but the first. */
export function swedishNumber(firstTen: string): string {
  const weights = [10, 9, 8, 7, 6, 5, 4, 3, 2]
  const check = (11 - (weightedSum(firstTen.slice(1), weights) % 11)) % 11
  if (check === 10) throw new RangeError(`${firstTen} has no check digit`)
  return `${firstTen}${check}`
}

/** ISO 13616: country, two check digits (ISO 7064 MOD 97-10), domestic part. */
export function toIban(country: string, domestic: string): string {
  const check = 98 - modulo97(`${domestic}${country}00`)
  return `${country}${String(check).padStart(2, '0')}${domestic}`
}

export function isIban(iban: string): boolean {
  return modulo97(iban.slice(4) + iban.slice(0, 4)) === 1
}

function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0)
}

function modulo97(text: string): number {
  const digits = text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return Number(BigInt(digits) % 97n)
}
