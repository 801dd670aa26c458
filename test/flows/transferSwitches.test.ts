import { registry } from '@skrin/bff/banks/registry'
import type { Bank } from '@skrin/bff/banks/bank'
import type { BankAccess } from '@skrin/bff/connections/bankAccess'
import { program } from '@skrin/bff/household/accessLog'
import { removeMember } from '@skrin/bff/household/removeMember'
import { accessLogAnswer } from '@skrin/shared/api/accessLog'
import { connectionsAnswer } from '@skrin/shared/api/connections'
import type { Connection } from '@skrin/shared/api/connections'
import { transfersOnAnswer } from '@skrin/shared/api/transferOrders'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { codeOf } from './harness/problemOf.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank, startAtBank, visitCallback, walkBank } from './harness/walkBank.ts'

type Id = Connection['id']

/** A person of the invented household who banks there. */
const customers = {
  sparebank1: 'Ingrid',
  seb: 'Jonas',
  aritma: 'Ingrid',
  sbanken: 'Ingrid',
} as const
const movers = Object.keys(customers) as (keyof typeof customers)[]

let sandbox: Sandbox
let skrin: Skrin
let kari: Browser

beforeAll(async () => {
  sandbox = await startSandbox()
})
beforeEach(async () => {
  sandbox.faults.clear()
  sandbox.journal.clear()
  skrin = await startSkrin({ env: { ...sandbox.env, SKRIN_TRANSFERS: 'on' } })
  await skrin.addMember('Ada', { role: 'owner' })
  kari = await skrin.signIn('Kari')
})
afterEach(() => skrin.stop())
afterAll(() => sandbox.close())

async function connect(bank: keyof typeof customers): Promise<Id> {
  const id = await connectBank(kari, bank, customers[bank])
  await skrin.context.refresher.settle()
  return id
}
const stateOf = async (id: Id) => {
  const { connections } = (await kari.api('GET', '/connections')).parse(connectionsAnswer)
  return connections.find((one) => one.id === id)?.transfers
}
const ask = (id: Id, body: unknown = {}) => kari.api('PUT', `/connections/${id}/transfers`, body)
const turnOff = (id: Id) => kari.api('DELETE', `/connections/${id}/transfers`)

/** Asks for it, and clicks through the bank where it must be visited. */
async function turnOn(bank: keyof typeof customers, id: Id): Promise<void> {
  const answer = (await ask(id)).parse(transfersOnAnswer)
  if ('redirectTo' in answer)
    await visitCallback(kari, await walkBank(answer.redirectTo, customers[bank]))
  await skrin.context.refresher.settle()
}
const eventsOf = async (browser: Browser) => {
  const { entries } = (await browser.api('GET', '/access-log')).parse(accessLogAnswer)
  return entries.map(({ event }) => event).filter((event) => event !== 'sign_in.succeeded')
}

/** The words of a bank's scope for moving money that reading does without. */
function paymentWords(id: keyof typeof customers): string[] {
  const { auth, transfers }: Bank = registry[id]
  const reading = auth.scope({})?.split(' ') ?? []
  const wider = transfers?.scope?.({})?.split(' ') ?? []
  return wider.filter((word) => !reading.includes(word))
}
/** Whether any request to the bank, in its address or its form, asked for one of them. */
function hasAskedForPayments(bank: keyof typeof customers): boolean {
  const words = paymentWords(bank)
  const asked = sandbox.journal
    .entries(bank)
    .flatMap(({ url, form }) => [
      new URL(url, sandbox.origin).searchParams.get('scope') ?? '',
      typeof form['scope'] === 'string' ? form['scope'] : '',
    ])
  return asked.some((scope) => words.some((word) => scope.split(' ').includes(word)))
}
const tokenOf = async (id: Id) => (await skrin.context.vault.read(id))?.grant?.accessToken

describe.each(movers)('M2 M3: at %s', (bank) => {
  it('nothing but reading is asked for until the person turns it on, and again after, which their log says', async () => {
    const id = await connect(bank)
    await kari.api('POST', `/connections/${id}/refresh`)
    const whileReading = [await stateOf(id), hasAskedForPayments(bank)]
    sandbox.journal.clear()

    await turnOn(bank, id)
    await turnOn(bank, id)
    await kari.api('POST', `/connections/${id}/refresh`)
    const whileOn = [await stateOf(id), hasAskedForPayments(bank)]
    const off = await turnOff(id)
    const afterOff = await stateOf(id)
    sandbox.journal.clear()
    sandbox.banks.get(bank)?.expireAccessTokens()
    await kari.api('POST', `/connections/${id}/refresh`)
    await connect(bank)

    const asksMore = paymentWords(bank).length > 0
    const visits = asksMore && bank !== 'aritma'
    expect(whileReading).toEqual(['off', false])
    expect(whileOn).toEqual(['on', asksMore])
    expect([off.json, afterOff]).toEqual([{ on: false, renew: visits }, 'off'])
    expect([await stateOf(id), hasAskedForPayments(bank)]).toEqual(['off', false])
    const events = await eventsOf(kari)
    expect(events.filter((event) => event.startsWith('transfer'))).toEqual([
      'transfers.off',
      'transfers.on',
    ])
  })
})

describe('M2: where the bank must be visited', () => {
  it('is on only when the person came back with a grant', async () => {
    const id = await connect('seb')
    const first = (await ask(id, { returnTo: '/banks' })).parse(transfersOnAnswer)
    const second = (await ask(id, { returnTo: 'https://evil.example' })).parse(transfersOnAnswer)
    if (!('redirectTo' in first && 'redirectTo' in second)) throw new Error('no page')
    const onTheWay = await stateOf(id)

    const no = await visitCallback(
      kari,
      await walkBank(second.redirectTo, 'Jonas', { refuse: true }),
    )
    const afterNo = await stateOf(id)
    const third = (await ask(id, { returnTo: '/banks?move=1' })).parse(transfersOnAnswer)
    if (!('redirectTo' in third)) throw new Error('no page')
    const yes = await visitCallback(kari, await walkBank(third.redirectTo, 'Jonas'))

    expect([onTheWay, afterNo, await stateOf(id)]).toEqual(['off', 'off', 'on'])
    expect(no.headers.location).toContain('problem=connect_denied')
    expect(new URL(yes.headers.location ?? '', skrin.url).searchParams.get('returnTo')).toBe(
      '/banks?move=1',
    )
    const [madeFirst, ...atOnce] = (await eventsOf(kari)).toReversed()
    expect(madeFirst).toBe('connection.made')
    // One moment for both.
    expect(atOnce.toSorted()).toEqual(['connection.renewed', 'transfers.on'])
  })

  it('stays off for who turned it off while at the bank', async () => {
    const id = await connect('seb')
    const answer = (await ask(id)).parse(transfersOnAnswer)
    if (!('redirectTo' in answer)) throw new Error('no page')
    const back = await walkBank(answer.redirectTo, 'Jonas')
    await turnOff(id)

    const { status } = await visitCallback(kari, back)

    expect(status).toBe(400)
    expect(await stateOf(id)).toBe('off')
  })

  it('goes on with a renewal while it is on, and not after', async () => {
    const id = await connect('seb')
    await turnOn('seb', id)
    const renew = async () => {
      const to = await startAtBank(kari, { bank: 'seb', renew: id })
      await visitCallback(kari, await walkBank(to, 'Jonas'))
      return stateOf(id)
    }

    const renewed = await renew()
    await turnOff(id)

    expect([renewed, await renew()]).toEqual(['on', 'off'])
  })
})

describe('M2: where the next token brings it', () => {
  it('lets go of the token and keeps the consent, both ways', async () => {
    const id = await connect('aritma')
    const { vault, access } = skrin.context
    const reading = await vault.read(id)

    await turnOn('aritma', id)
    const dropped = await vault.read(id)
    await kari.api('POST', `/connections/${id}/refresh`)
    const wide = await tokenOf(id)
    await turnOff(id)
    const droppedAgain = await tokenOf(id)
    const refreshed = await kari.api('POST', `/connections/${id}/refresh`)

    expect(reading?.grant?.accessToken).not.toBe('')
    expect(dropped?.grant).toMatchObject({
      consentId: reading?.grant?.consentId,
      usableUntil: expect.any(Number),
    })
    expect(wide).not.toBe(reading?.grant?.accessToken)
    expect(droppedAgain).not.toBe(wide)
    expect(refreshed.json).toMatchObject({ status: 'ok' })
    expect(await access.forgetToken({ id: 'unknown' as Id })).toBe(true)
  })
})

describe('M2: it ends', () => {
  it('with giving the connection up', async () => {
    const id = await connect('sbanken')
    await turnOn('sbanken', id)

    await kari.api('DELETE', `/connections/${id}`)
    const again = await connect('sbanken')

    expect([again, await stateOf(again)]).toEqual([id, 'off'])
  })

  it('with connecting the bank anew, which asks for reading', async () => {
    const id = await connect('seb')
    await turnOn('seb', id)

    await connect('seb')

    expect(await stateOf(id)).toBe('off')
    expect((await eventsOf(kari)).filter((event) => event.startsWith('transfers'))).toEqual([
      'transfers.off',
      'transfers.on',
    ])
  })

  it('the moment that somebody leaves, before any bank is told', async () => {
    const id = await connect('sbanken')
    await turnOn('sbanken', id)
    const { db, access } = skrin.context
    const rows = db.selectFrom('connections').selectAll().where('id', '=', id)
    const row = await rows.executeTakeFirstOrThrow()
    const presence = { ip: '192.0.2.1', userAgent: null }
    const open = () => access.openTransferApi(row, presence)
    const whileTelling: unknown[] = []
    const telling: BankAccess = {
      ...access,
      findClient: async (grant) => {
        whileTelling.push(await open().catch((error: unknown) => error))
        return access.findClient(grant)
      },
    }
    await open()

    const leaving = { id: row.member_id, by: program }
    await removeMember({ ...skrin.context, access: telling }, leaving)

    expect(whileTelling).toMatchObject([{ code: 'transfers_off' }])
    await expect(open()).rejects.toMatchObject({ code: 'transfers_off' })
  })
})

describe('M2: turning it on', () => {
  it('is not for a bank that has nothing of the kind', async () => {
    const { db, clock } = skrin.context
    const id = await connect('sbanken')
    await db
      .updateTable('connections')
      .set({ bank: 'enablebanking' })
      .where('id', '=', id)
      .execute()

    const answer = await ask(id)

    expect(codeOf(answer)).toBe('403 transfers_off')
    expect(await stateOf(id)).toBe('unable')
    await db.updateTable('connections').set({ transfers_at: clock.now() }).execute()
    expect(await stateOf(id)).toBe('unable')
  })

  it('takes no more than where to come back to', async () => {
    const id = await connect('sbanken')

    expect(codeOf(await ask(id, { on: true }))).toBe('400 bad_request')
    expect(await stateOf(id)).toBe('off')
    const asked = await kari.api('PUT', `/connections/${id}/transfers`)
    expect(asked.json).toEqual({ on: true })
  })
})
