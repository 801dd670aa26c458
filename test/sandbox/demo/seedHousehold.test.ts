import { accountsAnswer } from '@skrin/shared/api/accounts'
import type { Account } from '@skrin/shared/api/accounts'
import { flowAnswer } from '@skrin/shared/api/insights'
import { rulesAnswer } from '@skrin/shared/api/rules'
import { transactionsAnswer } from '@skrin/shared/api/transactions'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSkrin } from '../../flows/harness/startSkrin.ts'
import type { Skrin } from '../../flows/harness/startSkrin.ts'
import { startSandbox } from '../server.ts'
import type { Sandbox } from '../server.ts'
import { people } from '../world/household.ts'
import type { PersonId } from '../world/world.ts'
import { seedHousehold } from './seedHousehold.ts'

let sandbox: Sandbox
let skrin: Skrin

beforeAll(async () => {
  sandbox = await startSandbox()
  const demoMembers = people.map(({ id, name, role }) => ({ id, name, role }))
  skrin = await startSkrin({ env: sandbox.env, demoMembers })
  await seedHousehold(skrin.url)
}, 60_000)
afterAll(async () => {
  await skrin.stop()
  await sandbox.close()
})

async function enter(member: PersonId) {
  const browser = skrin.browser()
  const session = await browser.api('POST', '/session', { member })
  const { accounts } = (await browser.api('GET', '/accounts')).parse(accountsAnswer)
  return { browser, session, accounts }
}
const namesOf = (accounts: readonly Account[]) => accounts.map(({ name }) => name)
const called = (accounts: readonly Account[], name: string) =>
  accounts.filter((account) => account.name === name)

it('fills a household that has a name', async () => {
  const { session } = await enter('ingrid')

  expect(session.json).toMatchObject({ household: 'Lindvik' })
})

it('shows the account that two people connected once, with one number, whoever looks', async () => {
  const seen = []
  for (const person of ['ingrid', 'jonas', 'emma'] as const)
    seen.push(called((await enter(person)).accounts, 'Felles husholdning'))

  expect(seen.map(({ length }) => length)).toEqual([1, 1, 1])
  const figures = seen.map(([account]) => account?.balance?.minor)
  expect(new Set(figures).size).toBe(1)
  for (const [account] of seen)
    expect(account?.owners.map(({ id }) => id).sort()).toEqual(['ingrid', 'jonas'])
})

it('lets the child see the balance of one account and the transactions of another', async () => {
  const { browser, accounts } = await enter('emma')

  const levels = Object.fromEntries(accounts.map(({ name, access }) => [name, access]))
  const [own] = called(accounts, 'Ungdomskonto')
  const rows = await browser.api('GET', `/accounts/${own?.id}/transactions`)
  expect(levels).toEqual({
    'Felles husholdning': 'transactions',
    Feriesparing: 'balance',
    Ungdomskonto: 'transactions',
    'Emmas sparekonto': 'balance',
  })
  expect(rows.parse(transactionsAnswer).transactions.length).toBeGreaterThan(10)
})

it('has a rule for the cabin, and rates to add up several currencies with', async () => {
  const { browser } = await enter('jonas')
  const { rules } = (await browser.api('GET', '/rules')).parse(rulesAnswer)
  const flow = (await browser.api('GET', '/insights/flow?convert=NOK')).parse(flowAnswer)

  expect(rules[0]?.rows).toBeGreaterThan(10)
  expect(flow.sums.map((sum) => sum.in.currency)).toContain('SEK')
  expect(flow.converted).toMatchObject({ missing: [] })
  expect(flow.transfers.length).toBeGreaterThan(0)
})

it('keeps the rest private', async () => {
  const ingrid = namesOf((await enter('ingrid')).accounts)
  const jonas = namesOf((await enter('jonas')).accounts)

  expect(jonas).toContain('Boliglån')
  expect(jonas).not.toContain('Høyrentekonto')
  expect(ingrid).toContain('Sparkonto')
  expect(ingrid).not.toContain('Lønnskonto')
})
