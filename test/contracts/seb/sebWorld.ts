import type { LocalDate } from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import type { Person, World, WorldAccount, WorldTransaction } from '../../sandbox/world/world.ts'

export const TODAY = parseLocalDate('2026-03-13')
/** Noon in Stockholm. */
export const NOW = Date.parse('2026-03-13T11:00:00Z')

const people: readonly Person[] = [
  { id: 'jonas', name: 'Jonas Lindvik', role: 'adult', identityNumber: '03238254321' },
  { id: 'ingrid', name: 'Ingrid Lindvik', role: 'owner', identityNumber: '14208412345' },
]

const account = (id: string, part: Partial<WorldAccount>): WorldAccount => ({
  id,
  bank: 'seb',
  name: 'Vardag',
  kind: 'current',
  product: 'Privatkonto',
  currency: 'SEK',
  number: '52991044327',
  iban: 'SE6850000000052991044327',
  bic: 'ESSESESS',
  owners: ['jonas'],
  access: [],
  creditLimitMinor: 0,
  closed: false,
  ...part,
})

const accounts: readonly WorldAccount[] = [
  account('joint', { owners: ['ingrid', 'jonas'], creditLimitMinor: 50_000 }),
  account('euro', {
    name: 'Resor',
    product: 'Valutakonto',
    currency: 'EUR',
    number: '52991044416',
  }),
  account('closed', { name: 'Gammalt', product: 'Placeringskonto', closed: true }),
]

const row = (
  id: string,
  part: Partial<WorldTransaction> & { day: LocalDate },
): WorldTransaction => ({
  id,
  accountId: 'joint',
  kind: 'card',
  bookedOn: part.day,
  amountMinor: -12_345,
  currency: 'SEK',
  counterparty: 'Ica Nära Vasastan',
  message: null,
  counterpartyAccount: null,
  original: null,
  city: null,
  country: null,
  mcc: null,
  ...part,
})

/** Twelve booked rows, one a month back in time, and what is on its way. */
const rows: readonly WorldTransaction[] = [
  row('upcoming', {
    kind: 'giro',
    day: TODAY,
    bookedOn: addDays(TODAY, 18),
    amountMinor: -120_000,
    counterparty: 'Vasa Bostad',
    counterpartyAccount: '50501055',
  }),
  row('reserved', { day: TODAY, bookedOn: addDays(TODAY, 2), amountMinor: -8790 }),
  row('salary', {
    kind: 'salary',
    day: addDays(TODAY, -1),
    amountMinor: 3_125_075,
    message: 'Mars',
  }),
  row('abroad', {
    day: addDays(TODAY, -9),
    bookedOn: addDays(TODAY, -7),
    amountMinor: -25_301,
    counterparty: 'Hamburg Hbf',
    original: { amountMinor: -2500, currency: 'EUR', rate: '10.1204' },
  }),
  ...Array.from({ length: 10 }, (_, at) =>
    row(`month-${at + 1}`, { day: addDays(TODAY, -30 * (at + 1)) }),
  ),
]

/** A world small enough to say every number of it, with what the household of the demo does not have at SEB. */
export const sebWorld: World = {
  people,
  accountsOf: (person) => accounts.filter(({ owners }) => owners.includes(person)),
  transactionsOf: (id) => rows.filter(({ accountId }) => accountId === id),
  balanceOf: (id) =>
    id === 'joint'
      ? { bookedMinor: 215_050, pendingMinor: -128_790, availableMinor: 136_260 }
      : { bookedMinor: -1, pendingMinor: 0, availableMinor: -1 },
  moveMoney: () => {
    throw new TypeError('nothing moves in this world')
  },
  moves: () => [],
  orders: () => [],
}
