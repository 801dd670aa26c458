import { registeredBanks } from '@skrin/bff/context'
import type { BankManifest } from '@skrin/shared/api/banks'
import { localDateIn } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { formatMoney } from '../../web/src/ui/formatMoney.ts'
import type { WorldAccount } from '../sandbox/world/world.ts'
import { confirmConnect, connectBank } from './harness/connectBank.ts'
import { disconnectBank } from './harness/disconnectBank.ts'
import type { Visit } from './harness/openSkrin.ts'
import { connectionCard, goTo } from './harness/places.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'

const banks = registeredBanks.map(({ manifest }) => ({ id: manifest.id, manifest }))
const withPages = banks.filter(({ manifest }) => manifest.access === 'redirect')
const MINUTE_MS = 60_000

let world: E2eWorld
beforeAll(async () => void (world = await startWorld()))
// Past every budget's window: the banks count the calls of one bank client together.
beforeEach(() => world.skrin.clock.advance(70 * MINUTE_MS))
afterAll(() => world[Symbol.asyncDispose]())

/** Somebody of the invented household with several accounts there. */
function customerOf(bank: BankManifest) {
  const { people, accountsOf } = world.sandbox.world
  const person = people.find(({ id }) => accountsOf(id, bank.id).length > 1)
  if (!person) throw new RangeError(`nobody has accounts at ${bank.id}`)
  return { ...person, accounts: accountsOf(person.id, bank.id).filter(({ closed }) => !closed) }
}

function today(bank: BankManifest) {
  return localDateIn(bank.timeZone, Date.now())
}

function balanceText({ texts }: Visit, bank: BankManifest, account: WorldAccount): string {
  const { bookedMinor } = world.sandbox.world.balanceOf(account.id, today(bank))
  return formatMoney(moneyFromMinor(bookedMinor, parseCurrency(account.currency)), texts.localeTag)
}

/** Rows of accounts, wherever: each with its name and the balance that the bank has. */
async function expectAccounts(visit: Visit, list: Locator, bank: BankManifest): Promise<void> {
  for (const account of customerOf(bank).accounts) {
    const row = list.getByRole('listitem').filter({ hasText: account.name })
    const balance = balanceText(visit, bank, account)
    await row.filter({ hasText: balance }).first().waitFor()
  }
}

async function expectNewestTransaction(visit: Visit, account: WorldAccount, bank: BankManifest) {
  const { page, texts } = visit
  const [newest] = world.sandbox.world.transactionsOf(account.id, today(bank))
  if (!newest) throw new RangeError(`nothing happened on ${account.id}`)
  const amount = moneyFromMinor(newest.amountMinor, parseCurrency(newest.currency))
  const rows = page.getByRole('list', { name: texts.text('transactions.title') })
  const written = formatMoney(amount, texts.localeTag, true)
  await rows.getByRole('button').filter({ hasText: written }).first().waitFor()
}

/** A bank client that signs its tokens itself asks nobody for one. */
const signsItself = (bank: BankManifest) =>
  registeredBanks.some(({ manifest, auth }) => manifest === bank && typeof auth.server === 'object')

function tokenRequests(bank: BankManifest) {
  return world.sandbox.journal.entries(bank.id).filter(({ form }) => 'grant_type' in form)
}

async function countGrants(): Promise<number> {
  const rows = await world.skrin.context.db.selectFrom('vault').select('connection_id').execute()
  return rows.length
}

/** Which bank behind it the household uses, where it is a service. */
const choiceOf = (bank: BankManifest) => world.sandbox.banks.get(bank.id)?.chosen
const calledBy = (bank: BankManifest) => choiceOf(bank)?.label ?? bank.name

const connectionsOf = ({ texts, page }: Visit) =>
  page.getByRole('region', { name: texts.text('banks.mine') }).getByRole('article')

describe.each(banks)('$id', ({ manifest }) => {
  it('is connected, read, read again after its token expired, and disconnected', async () => {
    const person = customerOf(manifest)
    const [firstAccount] = person.accounts
    if (!firstAccount) throw new RangeError('no account is open')
    const visit = await world.enter(`${person.name} all the way at ${manifest.name}`)
    const { page, texts } = visit

    const grantsBefore = await countGrants()

    // Connect, on the bank's own pages where it has some.
    await connectBank(visit, manifest, { person: person.name, choice: choiceOf(manifest) })
    const title = texts.text('banks.connectedTitle', { bank: calledBy(manifest) })
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByText(texts.plural('banks.found', person.accounts.length)).waitFor()
    await expectAccounts(visit, page.getByRole('main'), manifest)

    // Accounts.
    await goTo(visit, 'overview')
    await expectAccounts(visit, page.getByRole('region', { name: calledBy(manifest) }), manifest)

    // Transactions.
    await page.getByRole('link', { name: firstAccount.name, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: firstAccount.name }).waitFor()
    await expectNewestTransaction(visit, firstAccount, manifest)

    // Token expiry and refresh.
    world.skrin.clock.advance(2 * MINUTE_MS)
    world.sandbox.banks.get(manifest.id)?.expireAccessTokens()
    world.sandbox.journal.clear()
    await goTo(visit, 'banks')
    const card = connectionCard(visit, calledBy(manifest))
    await card.getByRole('button', { name: texts.text('banks.tryAgain') }).click()
    await page.getByText(texts.text('banks.asked', { bank: calledBy(manifest) })).waitFor()
    expect(tokenRequests(manifest).map(({ status }) => Math.floor(Number(status) / 100))).toEqual(
      signsItself(manifest) ? [] : [2],
    )
    const [last] = world.sandbox.journal.entries(manifest.id).slice(-1)
    expect(last).toMatchObject({ status: 200, form: {} })
    await goTo(visit, 'overview')
    await expectAccounts(visit, page.getByRole('region', { name: calledBy(manifest) }), manifest)

    // Disconnect.
    await goTo(visit, 'banks')
    await disconnectBank(visit, calledBy(manifest))
    await expect.poll(() => connectionsOf(visit).count()).toBe(0)
    expect(await countGrants()).toBe(grantsBefore)
    await goTo(visit, 'overview')
    const gone = page.getByRole('region', { name: texts.text('overview.gone') })
    await gone.getByRole('link', { name: firstAccount.name, exact: true }).waitFor()
  })
})

describe.each(withPages)('$id, with pages of its own,', ({ manifest }) => {
  it('connects nothing when the person refuses there', async () => {
    const { name } = customerOf(manifest)
    const visit = await world.enter(`${name} refusing at ${manifest.name}`)
    const { page, texts } = visit

    await connectBank(visit, manifest, { person: name, refuse: true, choice: choiceOf(manifest) })

    const notice = page.getByRole('alert').filter({ hasText: manifest.name })
    await notice.getByText(texts.text('problems.connect_denied')).waitFor()
    await page.getByText(texts.text('banks.none')).waitFor()
    expect(await connectionsOf(visit).count()).toBe(0)
  })

  it('is renewed in place', async () => {
    const { name } = customerOf(manifest)
    const visit = await world.enter(`${name} renewing at ${manifest.name}`)
    const { page, texts } = visit
    await connectBank(visit, manifest, { person: name, choice: choiceOf(manifest) })
    const connectedAt = page.url()
    await page.getByRole('main').getByRole('listitem').first().waitFor()

    await goTo(visit, 'banks')
    await connectionCard(visit, calledBy(manifest))
      .getByRole('button', { name: texts.text('banks.renew') })
      .click()
    const title = texts.text('banks.renewTitle', { bank: calledBy(manifest) })
    await page.getByRole('dialog', { name: title }).waitFor()
    await confirmConnect(visit, manifest, { person: name, choice: choiceOf(manifest) })

    expect(page.url()).toBe(connectedAt)
    await goTo(visit, 'banks')
    await expect.poll(() => connectionsOf(visit).count()).toBe(1)
  })
})
