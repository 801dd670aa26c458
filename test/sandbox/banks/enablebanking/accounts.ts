import { createHash } from 'node:crypto'
import type { Country } from '@skrin/shared/api/banks'
import { norwegianNumber, toIban } from '../../world/accountNumbers.ts'
import type { PersonId, World, WorldAccount } from '../../world/world.ts'
import { banksBehind } from './behind.ts'
import type { BankBehind } from './behind.ts'
import { BANK } from './parts.ts'

/** Where the household really is a customer; at the other banks the same story is told of other numbers. */
export const HOME = 'NDEANOKK'

const currencies: Readonly<Record<Country, string>> = {
  NO: 'NOK',
  SE: 'SEK',
  DK: 'DKK',
  FI: 'EUR',
  IS: 'ISK',
}

/** An account as one bank behind the service has it. */
export interface AccountBehind {
  readonly account: WorldAccount
  readonly behind: BankBehind
  readonly number: string
  readonly iban: string
  readonly currency: string
}

export function accountsAt(
  world: World,
  behind: BankBehind,
  person: PersonId,
): readonly AccountBehind[] {
  const own = world.accountsOf(person, BANK)
  // Whoever has none there is told of those at the bank that came first.
  const accounts = own.length > 0 ? own : world.accountsOf(person, 'sbanken')
  const open = accounts.filter(({ closed }) => !closed)
  const told = open.map((account, at) => toBehind(behind, account, at))
  const { secondCurrency } = behind.habits
  const [first] = told
  return first && secondCurrency !== null ? [...told, { ...first, currency: secondCurrency }] : told
}

function toBehind(behind: BankBehind, account: WorldAccount, at: number): AccountBehind {
  if (behind.bic === HOME && account.bic === HOME) return { ...account, account, behind }
  const number = numberAt(behind, at)
  const domestic = behind.country === 'SE' ? `500${number.padStart(17, '0')}` : number
  const currency = currencies[behind.country]
  return { account, behind, number, iban: toIban(behind.country, domestic), currency }
}

const lengths: Readonly<Record<Country, number>> = { NO: 11, SE: 11, DK: 14, FI: 14, IS: 22 }

/** Others at each bank, the same at each start. */
function numberAt(behind: BankBehind, at: number): string {
  const start = `9${String(banksBehind.indexOf(behind)).padStart(2, '0')}9`
  if (behind.country !== 'NO')
    return `${start}${String(100 + at).padStart(lengths[behind.country] - start.length, '0')}`
  for (let tried = 0; ; tried++) {
    const digits = `${start}${String(100 * at + tried + 310_000)}`
    try {
      return norwegianNumber(digits)
    } catch (error) {
      // One of eleven has no check digit.
      if (!(error instanceof RangeError)) throw error
    }
  }
}

/** In the paths of one session; another one in each. */
export function uidOf(sessionId: string, { account, currency }: AccountBehind): string {
  const hex = createHash('sha256').update(`${sessionId}/${account.id}/${currency}`).digest('hex')
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Of the number, for one application: the same in every session. */
export function hashOf(clientId: string, { iban }: AccountBehind): string {
  return createHash('sha256').update(`${clientId}/${iban}`).digest('base64url')
}
