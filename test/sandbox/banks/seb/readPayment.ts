import * as v from 'valibot'
import { addDays, toLocalDate } from '@skrin/shared/dates'
import type { LocalDate } from '@skrin/shared/brand'
import { toBankingDay } from '../../world/bankingDays.ts'
import type { Person, World, WorldAccount } from '../../world/world.ts'
import type { Payment } from './payments.ts'

const MAX_DAYS_AHEAD = 365

const body = v.strictObject({
  templateId: v.optional(v.string()),
  instructedAmount: v.strictObject({
    currency: v.literal('SEK'),
    amount: v.pipe(v.string(), v.regex(/^\d{1,12}\.\d{2}$/)),
  }),
  debtorAccount: v.strictObject({ iban: v.string() }),
  creditorAccount: v.strictObject({ iban: v.string() }),
  // The samples of domestic transfers say how long.
  debtorAccountMessage: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(12))),
  requestedExecutionDate: v.string(),
})

export type Wrong = readonly [code: string, detail: string]
type Wish = Pick<Payment, 'person' | 'from' | 'to' | 'amountMinor' | 'message' | 'day'>

/** What was asked for, or what is wrong with it. */
export function readPayment(
  sent: unknown,
  { world, person, today }: { world: World; person: Person; today: LocalDate },
): Wish | Wrong {
  const read = v.safeParse(body, sent)
  if (!read.success) return ['FORMAT_ERROR', 'The body does not follow the template']
  const { instructedAmount, debtorAccount, creditorAccount, debtorAccountMessage } = read.output
  const own = world
    .accountsOf(person.id, 'seb')
    .filter(({ currency, closed }) => currency === 'SEK' && !closed)
  const from = findByIban(own, debtorAccount.iban)
  const to = findByIban(own, creditorAccount.iban)
  if (!from) return ['RESOURCE_UNKNOWN', 'Debit account not found']
  if (!to) return ['RESOURCE_UNKNOWN', 'Credit account not found']
  if (from === to) return ['FORMAT_ERROR', 'Debit and credit account are the same']
  const amountMinor = Number(instructedAmount.amount.replace('.', ''))
  if (amountMinor === 0) return ['FORMAT_ERROR', 'Nothing to transfer']
  const day = readDay(read.output.requestedExecutionDate, today)
  if (day === null) return ['EXECUTION_DATE_INVALID', 'Not a day that can be chosen']
  const ends = { from: from.id, to: to.id }
  return { person: person.id, ...ends, amountMinor, message: debtorAccountMessage ?? null, day }
}

export function isWrong(read: Wish | Wrong): read is Wrong {
  return Array.isArray(read)
}

/** Today is any day, since both accounts are SEB's; a day ahead waits for one on which banks are open. */
function readDay(text: string, today: LocalDate): LocalDate | null {
  const day = toLocalDate(text)
  if (day === null || day < today || day > addDays(today, MAX_DAYS_AHEAD)) return null
  return day === today ? day : toBankingDay(day, 'SE')
}

function findByIban(accounts: readonly WorldAccount[], iban: string): WorldAccount | undefined {
  return accounts.find((account) => account.iban === iban.replace(/\s/g, ''))
}
