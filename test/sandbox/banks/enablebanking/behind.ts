import type { Country } from '@skrin/shared/api/banks'

const DAY_S = 24 * 60 * 60

/** How one bank behind the service differs from the others. */
export interface Habits {
  /** `repeated`: two rows in a row have one. */
  readonly ids: 'all' | 'booked' | 'none' | 'repeated'
  /** `refused`: a question that is not about booked rows alone is an error; `silent`: they are never told. */
  readonly pending: 'told' | 'refused' | 'silent'
  /** Days of history, today among them; deeper questions are refused. null: all there is. */
  readonly historyDays: number | null
  /** Whether a question for the `longest` period gets what there is, or is refused as any other. */
  readonly knowsLongest: boolean
  readonly isSigned: boolean
  /** `remittance`: the other side is named in the text only. */
  readonly names: 'parties' | 'remittance'
  readonly days: 'booking' | 'value'
  readonly numbers: 'iban' | 'bban'
  /** A further currency under the same number. */
  readonly secondCurrency: string | null
  readonly pageSize: number
  /** The first page is empty and names a next one. */
  readonly beginsEmpty: boolean
  /** What it says when it is asked too often. */
  readonly tooOften: string
  readonly isDown: boolean
}

export interface BankBehind {
  readonly country: Country
  readonly name: string
  readonly bic: string
  readonly consentDays: number
  readonly beta: boolean
  readonly psuHeaders: readonly string[]
  readonly habits: Habits
}

const usual: Habits = {
  ids: 'all',
  pending: 'told',
  historyDays: null,
  knowsLongest: true,
  isSigned: false,
  names: 'parties',
  days: 'booking',
  numbers: 'iban',
  secondCurrency: null,
  pageSize: 100,
  beginsEmpty: false,
  tooOften: 'Too many requests',
  isDown: false,
}

interface Told {
  readonly consentDays?: number
  readonly beta?: boolean
  readonly psuHeaders?: readonly string[]
  readonly habits?: Partial<Habits>
}

function bank(
  [country, name, bic]: readonly [Country, string, string],
  { consentDays = 180, beta = false, psuHeaders = [], habits = {} }: Told = {},
): BankBehind {
  return { country, name, bic, consentDays, beta, psuHeaders, habits: { ...usual, ...habits } }
}

/** Real names, since people look for them; what each does is invented after what clients of such services report. */
export const banksBehind: readonly BankBehind[] = [
  bank(['NO', 'Nordea', 'NDEANOKK'], {
    habits: {
      tooOften:
        '{"httpCode":"429","httpMessage":"Too Many Requests","moreInformation":"Assembly Rate Limit exceeded"}',
    },
  }),
  bank(['NO', 'DNB', 'DNBANOKK'], { habits: { ids: 'booked', pageSize: 40 } }),
  bank(['NO', 'Handelsbanken', 'HANDNOKK'], { habits: { pending: 'refused' } }),
  bank(['NO', 'SpareBank 1 Sør-Norge', 'SPRONO22'], { habits: { ids: 'repeated' } }),
  bank(['NO', 'Bulder Bank', 'SPAVNOBB'], { beta: true, habits: { names: 'remittance' } }),
  bank(['SE', 'SEB', 'ESSESESS'], { habits: { secondCurrency: 'EUR', ids: 'booked' } }),
  bank(['SE', 'Swedbank', 'SWEDSESS'], {
    consentDays: 90,
    psuHeaders: ['psuIpAddress', 'psuUserAgent'],
    habits: { historyDays: 90 },
  }),
  bank(['SE', 'Länsförsäkringar', 'ELLFSESS'], { habits: { isSigned: true } }),
  bank(['SE', 'Handelsbanken', 'HANDSESS'], {
    habits: { pending: 'refused', historyDays: 90, knowsLongest: false },
  }),
  bank(['DK', 'Danske Bank', 'DABADKKK'], { habits: { beginsEmpty: true, pageSize: 20 } }),
  bank(['DK', 'Lunar', 'LUNADK22'], { consentDays: 30, habits: { pending: 'silent' } }),
  bank(['FI', 'OP', 'OKOYFIHH'], { habits: { ids: 'none', days: 'value' } }),
  bank(['FI', 'S-Pankki', 'SBANFIHH'], { habits: { isDown: true } }),
  bank(['IS', 'Landsbankinn', 'NBIIISRE'], { beta: true, habits: { numbers: 'bban' } }),
]

export function findBehind(country: unknown, name: unknown): BankBehind | undefined {
  return banksBehind.find((one) => one.country === country && one.name === name)
}

export function secondsOf({ consentDays }: BankBehind): number {
  return consentDays * DAY_S
}
