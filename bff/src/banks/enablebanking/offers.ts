import { country as countryShape } from '@skrin/shared/api/banks'
import type { BankOption, Country } from '@skrin/shared/api/banks'
import * as v from 'valibot'
import type { BankApi, BankOffers } from '../bank.ts'
import { parseWire } from '../wire.ts'
import { calls } from './calls.ts'
import { aspspsShape } from './wireShapes.ts'
import type { WireAspsp } from './wireShapes.ts'

const DAY_S = 24 * 60 * 60
/** A longer choice could not be sent back. */
const LONGEST_NAME = 150

/** A bank has no id there: its name and its country are one, letter by letter. */
export const offers: BankOffers = {
  async fetchOptions(api, country) {
    return (await fetchBanks(api, country)).map(toOption(country))
  },
  countryOf: (value) => readChoice(value)?.country ?? null,
}

/** Those that a private person can be read at. */
export async function fetchBanks(api: BankApi, country: Country): Promise<readonly WireAspsp[]> {
  const query = { country, psu_type: 'personal', service: 'AIS' }
  const { aspsps } = parseWire(aspspsShape, await api.fetchJson(calls.aspsps, { query }))
  return aspsps.filter((bank) => bank.country === country && isName(bank.name))
}

function isName(name: string): boolean {
  // Signs that cannot be seen may make one bank look like another.
  return name.length <= LONGEST_NAME && name.trim() !== '' && !/[\p{Cc}\p{Cf}]/u.test(name)
}

/** Logos are left out: they lie at an address of theirs, which the page's policy does not open. */
const toOption =
  (country: Country) =>
  ({ name, maximum_consent_validity: validS, beta }: WireAspsp): BankOption => ({
    value: toChoice({ country, name }),
    label: name,
    country,
    renewalDays: validS === null ? null : Math.floor(validS / DAY_S),
    beta: beta ?? false,
  })

export interface ChosenBank {
  readonly country: Country
  readonly name: string
}

export function toChoice({ country, name }: ChosenBank): string {
  return `${country}/${name}`
}

export function readChoice(value: string): ChosenBank | null {
  const country = value.slice(0, 2)
  return v.is(countryShape, country) && value[2] === '/' && value.length > 3
    ? { country, name: value.slice(3) }
    : null
}
