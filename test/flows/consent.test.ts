import { accountsAnswer } from '@skrin/shared/api/accounts'
import type { Account } from '@skrin/shared/api/accounts'
import { connectionsAnswer, disconnectAnswer } from '@skrin/shared/api/connections'
import { transactionsAnswer } from '@skrin/shared/api/transactions'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { createTestClock } from './harness/testClock.ts'
import { connectBank, startAtBank, visitCallback, walkBank } from './harness/walkBank.ts'

// A token for the bank client first, and then a consent on a page of the bank.
const bank = 'aritma'
const DAY_MS = 86_400_000

let sandbox: Sandbox
let skrin: Skrin
let ingrid: Browser

beforeEach(async () => {
  const clock = createTestClock()
  sandbox = await startSandbox({ now: () => clock.now() })
  skrin = await startSkrin({ env: sandbox.env, clock })
  ingrid = await skrin.signIn('Ingrid')
})
afterEach(async () => {
  await skrin.stop()
  await sandbox.close()
})

const listConnections = async () =>
  (await ingrid.api('GET', '/connections')).parse(connectionsAnswer).connections
const listAccounts = async () => (await ingrid.api('GET', '/accounts')).parse(accountsAnswer)
const idsOf = ({ accounts }: { accounts: readonly Account[] }) => accounts.map(({ id }) => id)
/** The figures are no longer fresh, but the session still stands. */
const passMinutes = () => skrin.clock.advance(15 * 60_000)

describe('a consent', () => {
  it('opens accounts and transactions, and says until when', async () => {
    const now = skrin.clock.now()
    await connectBank(ingrid, bank, 'Ingrid')

    const { accounts, outcomes } = await listAccounts()
    const rows = (await ingrid.api('GET', '/transactions?limit=50')).parse(transactionsAnswer)
    const [connection] = await listConnections()

    expect(outcomes).toMatchObject([{ bank, status: 'ok', problem: null }])
    expect(accounts).toHaveLength(4)
    expect(rows.transactions).toHaveLength(50)
    expect(connection?.status).toBe('working')
    const days = (Date.parse(connection?.renewBy ?? '') - now) / DAY_MS
    expect(Math.round(days)).toBe(90)
  })

  it('that the person refuses leaves nothing behind', async () => {
    const redirectTo = await startAtBank(ingrid, { bank })
    const back = await visitCallback(ingrid, await walkBank(redirectTo, 'Ingrid', { refuse: true }))

    expect(back.headers.location).toBe(`/banks?problem=connect_denied&bank=${bank}`)
    expect(await listConnections()).toEqual([])
    expect(await skrin.context.db.selectFrom('vault').selectAll().execute()).toEqual([])
  })

  it('F1: counts once, and only for the browser that asked for it', async () => {
    const callback = await walkBank(await startAtBank(ingrid, { bank }), 'Ingrid')
    const other = await skrin.signIn('Jonas')

    expect((await visitCallback(other, callback)).status).toBe(400)
    expect((await visitCallback(ingrid, callback)).status).toBe(303)
    expect((await visitCallback(ingrid, callback)).status).toBe(400)
  })

  it('outlives the token, which is fetched anew', async () => {
    await connectBank(ingrid, bank, 'Ingrid')
    await listAccounts()
    sandbox.banks.get(bank)?.expireAccessTokens()
    sandbox.journal.clear()
    passMinutes()

    expect((await listAccounts()).outcomes).toMatchObject([{ status: 'ok' }])
    expect(sandbox.journal.entries(bank, 'token')).toHaveLength(1)
    expect(sandbox.journal.entries(bank, 'consents')).toEqual([])
  })

  it('that is withdrawn at the bank asks for reconnecting, and the figures stay', async () => {
    const id = await connectBank(ingrid, bank, 'Ingrid')
    const before = await listAccounts()
    sandbox.banks.get(bank)?.revokeGrants()
    passMinutes()

    const { accounts, outcomes } = await listAccounts()

    expect(outcomes).toMatchObject([{ status: 'failed', problem: 'reconnect_needed' }])
    expect(accounts.map(({ balance }) => balance)).toEqual(
      before.accounts.map(({ balance }) => balance),
    )
    expect(await listConnections()).toMatchObject([{ id, status: 'reconnect' }])
  })

  it('given anew finds the same accounts, although the bank calls them otherwise', async () => {
    const id = await connectBank(ingrid, bank, 'Ingrid')
    const before = await listAccounts()
    sandbox.banks.get(bank)?.revokeGrants()
    const renewAt = await startAtBank(ingrid, { bank, renew: id })
    await visitCallback(ingrid, await walkBank(renewAt, 'Ingrid'))
    passMinutes()

    const after = await listAccounts()

    expect(after.outcomes).toMatchObject([{ status: 'ok' }])
    expect(idsOf(after)).toEqual(idsOf(before))
    expect(await listConnections()).toMatchObject([{ id, status: 'working' }])
  })

  it('X6: that the bank has no way to end is not said to be withdrawn', async () => {
    const id = await connectBank(ingrid, bank, 'Ingrid')

    const answer = (await ingrid.api('DELETE', `/connections/${id}`)).parse(disconnectAnswer)

    expect(answer.atBank).toBe('unsupported')
    expect(await skrin.context.db.selectFrom('vault').selectAll().execute()).toEqual([])
  })
})

it.each(['issuer', 'host', 'http'])(
  'F9: starts nothing when the discovery document has another %s',
  async (value) => {
    sandbox.faults.set({ bank, operation: 'discovery', kind: 'wrong_shape', value })

    const answer = await ingrid.api('POST', '/connections', { bank })

    expect(answer.status).toBe(502)
    expect(sandbox.journal.entries(bank, 'token')).toEqual([])
  },
)
