import type { AccountKind } from '@skrin/shared/api/accounts'
import { norwegianNumber, swedishNumber, toIban } from './accountNumbers.ts'
import type { Person, PersonId, WorldAccount } from './world.ts'

// Months 20 to 33 belong to no calendar and to no series of test numbers.
export const people: readonly Person[] = [
  { id: 'ingrid', name: 'Ingrid Lindvik', role: 'owner', identityNumber: '14208412345' },
  { id: 'jonas', name: 'Jonas Lindvik', role: 'adult', identityNumber: '03238254321' },
  { id: 'emma', name: 'Emma Lindvik', role: 'child', identityNumber: '27331267890' },
]

export type HouseholdAccountId =
  | 'sbanken-bruk'
  | 'sbanken-hoyrente'
  | 'sbanken-kort'
  | 'sbanken-emma'
  | 'sparebank1-felles'
  | 'sparebank1-ingrid'
  | 'sparebank1-ferie'
  | 'sparebank1-lonn'
  | 'sparebank1-bsu'
  | 'sparebank1-kort'
  | 'sparebank1-ungdom'
  | 'seb-privat'
  | 'seb-valuta'
  | 'seb-spar'
  | 'seb-placering'
  | 'enablebanking-bil'
  | 'enablebanking-buffer'
  | 'enablebanking-kort'
  | 'aritma-regning'
  | 'aritma-euro'
  | 'aritma-bolig'
  | 'aritma-spar'

/** Somebody's account with what was on it when the story begins. */
export interface HouseholdAccount extends WorldAccount {
  readonly id: HouseholdAccountId
  readonly openingMinor: number
}

interface Opened {
  readonly id: HouseholdAccountId
  readonly name: string
  readonly kind: AccountKind
  readonly product: string
  /** The first ten digits of the number. */
  readonly digits: string
  readonly openingMinor: number
  readonly owners: readonly PersonId[]
  readonly access?: readonly PersonId[]
  readonly currency?: string
  readonly creditLimitMinor?: number
  readonly closed?: boolean
}

const norwegian =
  (bank: string, bic: string) =>
  ({ digits, ...opened }: Opened): HouseholdAccount => {
    const number = norwegianNumber(digits)
    return { ...defaults('NOK'), ...opened, bank, bic, number, iban: toIban('NO', number) }
  }

const swedish =
  (bank: string, bic: string) =>
  ({ digits, ...opened }: Opened): HouseholdAccount => {
    const number = swedishNumber(digits)
    const iban = toIban('SE', `500${number.padStart(17, '0')}`)
    return { ...defaults('SEK'), ...opened, bank, bic, number, iban }
  }

const defaults = (currency: string) => ({
  currency,
  access: [],
  creditLimitMinor: 0,
  closed: false,
})

const atSbanken = norwegian('sbanken', 'SBAKNOBB')
const atSpareBank1 = norwegian('sparebank1', 'SPTRNO22')
const atSeb = swedish('seb', 'ESSESESS')
// Aritma is no bank itself: it brings the accounts of the one behind it.
const throughAritma = norwegian('aritma', 'DNBANOKK')
const throughEnableBanking = norwegian('enablebanking', 'NDEANOKK')

export const accounts: readonly HouseholdAccount[] = [
  atSbanken({
    id: 'sbanken-bruk',
    name: 'Brukskonto',
    kind: 'current',
    product: 'Brukskonto',
    digits: '9799104202',
    openingMinor: 24_180_55,
    owners: ['ingrid'],
  }),
  atSbanken({
    id: 'sbanken-hoyrente',
    name: 'Høyrentekonto',
    kind: 'savings',
    product: 'Høyrentekonto',
    digits: '9799104210',
    openingMinor: 142_300_00,
    owners: ['ingrid'],
  }),
  atSbanken({
    id: 'sbanken-kort',
    name: 'Kredittkort',
    kind: 'card',
    product: 'Mastercard',
    digits: '9799104217',
    openingMinor: -4_218_90,
    owners: ['ingrid'],
    creditLimitMinor: 50_000_00,
  }),
  atSbanken({
    id: 'sbanken-emma',
    name: 'Emmas sparekonto',
    kind: 'savings',
    product: 'Sparekonto barn',
    digits: '9799104233',
    openingMinor: 31_450_00,
    owners: ['emma'],
    access: ['ingrid'],
  }),
  atSpareBank1({
    id: 'sparebank1-felles',
    name: 'Felles husholdning',
    kind: 'current',
    product: 'Brukskonto',
    digits: '4299210330',
    openingMinor: 19_644_20,
    owners: ['ingrid', 'jonas'],
  }),
  atSpareBank1({
    id: 'sparebank1-ingrid',
    name: 'Brukskonto',
    kind: 'current',
    product: 'Brukskonto',
    digits: '4299210341',
    openingMinor: 5_310_75,
    owners: ['ingrid'],
  }),
  atSpareBank1({
    id: 'sparebank1-ferie',
    name: 'Feriesparing',
    kind: 'savings',
    product: 'Sparekonto',
    digits: '4299210352',
    openingMinor: 46_000_00,
    owners: ['ingrid'],
  }),
  atSpareBank1({
    id: 'sparebank1-lonn',
    name: 'Lønnskonto',
    kind: 'current',
    product: 'Brukskonto',
    digits: '4299210363',
    openingMinor: 27_905_10,
    owners: ['jonas'],
  }),
  atSpareBank1({
    id: 'sparebank1-bsu',
    name: 'BSU',
    kind: 'savings',
    product: 'Boligsparing for ungdom',
    digits: '4299210374',
    openingMinor: 118_400_00,
    owners: ['jonas'],
  }),
  atSpareBank1({
    id: 'sparebank1-kort',
    name: 'LOfavør Mastercard',
    kind: 'card',
    product: 'Kredittkort',
    digits: '4299210386',
    openingMinor: -3_077_40,
    owners: ['jonas'],
    creditLimitMinor: 60_000_00,
  }),
  atSpareBank1({
    id: 'sparebank1-ungdom',
    name: 'Ungdomskonto',
    kind: 'current',
    product: 'Ungdomskonto',
    digits: '4299210397',
    openingMinor: 1_842_50,
    owners: ['emma'],
    // As parents have: a child connects nothing, so that this is how Skrin comes to know of it.
    access: ['ingrid'],
  }),
  atSeb({
    id: 'seb-privat',
    name: 'Privatkonto',
    kind: 'current',
    product: 'Privatkonto',
    digits: '5299104432',
    openingMinor: 16_220_35,
    owners: ['jonas'],
  }),
  atSeb({
    id: 'seb-valuta',
    name: 'Valutakonto',
    kind: 'current',
    product: 'Valutakonto',
    digits: '5299104441',
    openingMinor: 640_20,
    owners: ['jonas'],
    currency: 'EUR',
  }),
  atSeb({
    id: 'seb-spar',
    name: 'Sparkonto',
    kind: 'savings',
    product: 'Enkla sparkontot',
    digits: '5299104450',
    openingMinor: 68_500_00,
    owners: ['jonas'],
  }),
  atSeb({
    id: 'seb-placering',
    name: 'Placeringskonto',
    kind: 'savings',
    product: 'Placeringskonto',
    digits: '5299104460',
    openingMinor: 22_000_00,
    owners: ['jonas'],
    closed: true,
  }),
  throughEnableBanking({
    id: 'enablebanking-bil',
    name: 'Bilkonto',
    kind: 'current',
    product: 'Brukskonto',
    digits: '6029931020',
    openingMinor: 8_410_30,
    owners: ['jonas'],
  }),
  throughEnableBanking({
    id: 'enablebanking-buffer',
    name: 'Bufferkonto',
    kind: 'savings',
    product: 'Plussparekonto',
    digits: '6029931031',
    openingMinor: 31_200_00,
    owners: ['jonas'],
  }),
  throughEnableBanking({
    id: 'enablebanking-kort',
    name: 'Nordea Gold',
    kind: 'card',
    product: 'Mastercard Gold',
    digits: '6029931042',
    openingMinor: -612_40,
    owners: ['jonas'],
    creditLimitMinor: 40_000_00,
  }),
  throughAritma({
    id: 'aritma-regning',
    name: 'Regningskonto',
    kind: 'current',
    product: 'Brukskonto',
    digits: '1299310510',
    openingMinor: 21_730_00,
    owners: ['ingrid'],
  }),
  throughAritma({
    id: 'aritma-euro',
    name: 'Eurokonto',
    kind: 'current',
    product: 'Valutakonto',
    digits: '1299310521',
    openingMinor: 1_105_60,
    owners: ['ingrid'],
    currency: 'EUR',
  }),
  throughAritma({
    id: 'aritma-bolig',
    name: 'Boliglån',
    kind: 'loan',
    product: 'Boliglån',
    digits: '1299310532',
    openingMinor: -3_412_650_00,
    owners: ['ingrid', 'jonas'],
  }),
  throughAritma({
    id: 'aritma-spar',
    name: 'Sparekonto',
    kind: 'savings',
    product: 'Sparekonto',
    digits: '1299310543',
    openingMinor: 38_500_00,
    owners: ['ingrid'],
  }),
]
