import { expect, it } from 'vitest'
import { parseLocalDate } from '@skrin/shared/dates'
import type { AccountTransactions } from './bank.ts'
import { BankError } from './bankError.ts'
import type { BankProblemCode } from './bankError.ts'
import { visitAccounts } from './visitAccounts.ts'

const today = parseLocalDate('2026-03-10')
const whole = (key: string): AccountTransactions => ({
  key,
  booked: [],
  pending: [],
  coveredFrom: today,
  complete: true,
})

/** Visits three accounts of which some fail; gives whose rows came, and who was asked. */
async function visit(
  failing: Record<string, BankProblemCode>,
  budgetIsPerAccount = true,
): Promise<{ came: string[]; asked: string[] }> {
  const asked: string[] = []
  const { accounts } = await visitAccounts({
    keys: ['a', 'b', 'c'],
    today,
    budgetIsPerAccount,
    fetchOne(key) {
      asked.push(key)
      const code = failing[key]
      return code ? Promise.reject(new BankError(code)) : Promise.resolve(whole(key))
    },
  })
  return { asked, came: accounts.filter(({ complete }) => complete).map(({ key }) => key) }
}

it('keeps what the others gave when one account fails', async () => {
  expect(await visit({ b: 'bank_wrong_answer' })).toEqual({
    asked: ['a', 'b', 'c'],
    came: ['a', 'c'],
  })
})

it('keeps what came before the bank had enough, and asks no further', async () => {
  expect(await visit({ b: 'bank_rate_limited' })).toEqual({ asked: ['a', 'b'], came: ['a'] })
})

it('goes on after a spent budget only where each account has its own', async () => {
  const spent = { b: 'bank_budget_spent' } as const

  expect((await visit(spent, true)).came).toEqual(['a', 'c'])
  expect(await visit(spent, false)).toEqual({ asked: ['a', 'b'], came: ['a'] })
})

it('fails as the first did when nothing came at all', async () => {
  const failing = { a: 'bank_timeout', b: 'bank_refused', c: 'bank_refused' } as const

  await expect(visit(failing)).rejects.toMatchObject({ code: 'bank_timeout' })
})

it('says at once that the access is over, although others came', async () => {
  await expect(visit({ b: 'reconnect_needed' })).rejects.toMatchObject({ code: 'reconnect_needed' })
})

it('takes a defect of ours for no failure of the bank', async () => {
  const broken = visitAccounts({
    keys: ['a'],
    today,
    budgetIsPerAccount: true,
    fetchOne: () => Promise.reject(new TypeError('a defect')),
  })

  await expect(broken).rejects.toThrow(TypeError)
})
