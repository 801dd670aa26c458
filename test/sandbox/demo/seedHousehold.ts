import { accountsAnswer } from '@skrin/shared/api/accounts'
import type { AccountsAnswer } from '@skrin/shared/api/accounts'
import { connectAnswer, connectionsAnswer } from '@skrin/shared/api/connections'
import * as v from 'valibot'
import { people } from '../world/household.ts'
import type { Person, PersonId } from '../world/world.ts'
import { addMeaning } from './addMeaning.ts'
import { readForms } from './readForms.ts'
import type { Form } from './readForms.ts'
import { shareAccounts } from './shareAccounts.ts'
import { createVisitor } from './visitor.ts'
import type { Page, Visitor } from './visitor.ts'

interface Customer {
  readonly bank: string
  readonly choices?: Readonly<Record<string, string>>
}

const atNordea: Customer = { bank: 'enablebanking', choices: { bank: 'NO/Nordea' } }
const banksOf: Readonly<Record<PersonId, readonly Customer[]>> = {
  ingrid: [{ bank: 'sbanken' }, { bank: 'sparebank1' }, { bank: 'aritma' }],
  jonas: [{ bank: 'sparebank1' }, { bank: 'seb' }, atNordea],
  // A child connects nothing: what Emma sees is shared with her.
  emma: [],
}
const HOUSEHOLD_NAME = 'Lindvik'

/**
 * Plays the invented people in front of a running demo: each signs in, connects their banks on the banks' own pages,
 * waits until the accounts are there, and shares some of them. What is connected already is left as it is.
 * @throws after everybody has had their turn, naming person and bank of all that did not come through
 */
export async function seedHousehold(publicUrl: string): Promise<void> {
  const turns = await Promise.all(people.map((person) => seedPerson(person, publicUrl)))
  const failures = turns.flat()
  if (failures.length > 0) throw new AggregateError(failures, failures.map(toMessage).join('\n'))
}

/** Returns what went wrong. */
async function seedPerson(person: Person, publicUrl: string): Promise<Error[]> {
  const visit = { visitor: createVisitor(), person, publicUrl }
  const { visitor } = visit
  await visitor.call('POST', `${publicUrl}/api/session`, { member: person.id })
  const known = v.parse(
    connectionsAnswer,
    await visitor.call('GET', `${publicUrl}/api/connections`),
  )
  const missing = banksOf[person.id].filter(
    (customer) => !known.connections.some(({ bank }) => bank === customer.bank),
  )
  const failures: Error[] = []
  const trying = async (what: string, work: Promise<void>) => {
    await work.catch((cause: unknown) =>
      failures.push(new Error(`${person.name} cannot ${what}: ${toMessage(cause)}`, { cause })),
    )
  }
  for (const customer of missing) await trying(`connect ${customer.bank}`, connect(visit, customer))
  const { accounts, outcomes } = await fetchAll(visit)
  await trying('share', shareAccounts(visit, accounts))
  await trying('add meaning', addMeaning(visit))
  if (person.role === 'owner') await trying('name the household', nameHousehold(visit))
  return [...failures, ...toFailures(person, outcomes)]
}

async function nameHousehold({ visitor, publicUrl }: Visit): Promise<void> {
  await visitor.call('PUT', `${publicUrl}/api/household`, { name: HOUSEHOLD_NAME })
}

/** Asks every bank once, so that the first page has something to show. */
async function fetchAll({ visitor, publicUrl }: Visit): Promise<AccountsAnswer> {
  await visitor.call('GET', `${publicUrl}/api/transactions?limit=1`)
  return v.parse(accountsAnswer, await visitor.call('GET', `${publicUrl}/api/accounts`))
}

function toFailures(person: Person, outcomes: AccountsAnswer['outcomes']): Error[] {
  return outcomes
    .filter(({ status }) => status === 'failed')
    .map(
      ({ bank, problem }) =>
        new Error(`${bank} gives ${person.name} nothing: ${problem ?? 'unknown'}`),
    )
}

interface Visit {
  readonly visitor: Visitor
  readonly person: Person
  readonly publicUrl: string
}

const MOST_PAGES = 8

async function connect({ visitor, person, publicUrl }: Visit, customer: Customer): Promise<void> {
  const started = v.parse(
    connectAnswer,
    await visitor.call('POST', `${publicUrl}/api/connections`, { ...customer, returnTo: '/' }),
  )
  if (!('redirectTo' in started)) return
  const isBack = (url: URL) => url.href.startsWith(publicUrl) && !url.pathname.includes('/connect/')
  let page = await visitor.open(started.redirectTo, isBack)
  for (let pages = 0; pages < MOST_PAGES && !isBack(page.url); pages++) {
    page = await visitor.submit(page, choose(page, person), isBack)
  }
  const problem = page.url.searchParams.get('problem')
  if (!isBack(page.url) || problem !== null) throw new Error(problem ?? 'the pages do not end')
}

/** Whoever's name is on a button; else the way forward. */
function choose(page: Page, person: Person): { form: Form; button: string | null } {
  const forms = readForms(page.text)
  const labelled = forms.flatMap((form) =>
    form.buttons.map(({ label }) => ({ form, button: label })),
  )
  const own = labelled.find(({ button }) => button.includes(person.name))
  const forward = labelled.find(
    ({ button }) => !/refuse|reject|cancel|deny|decline|avbryt|neka/i.test(button),
  )
  const choice = own ?? forward
  if (!choice) throw new Error(`no way forward on ${page.url.pathname} (${page.status})`)
  return choice
}

function toMessage(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
