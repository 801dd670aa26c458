import type { Bank } from '@skrin/bff/banks/bank'
import { decodeSegments, matchCall } from '@skrin/bff/banks/callTemplate'
import { registry } from '@skrin/bff/banks/registry'
import { createTestPlace } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import type { CallLimit } from '@skrin/shared/api/banks'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { JournalEntry } from '../sandbox/kit/journal.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank, toBankRequest } from './harness/walkBank.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Hours from the beginning at which the program is started anew. */
const RESTARTS = [7, 15]
/** Hours in which somebody looks, or everything is due, all the time; else it is once an hour. */
const BUSY = [0, 7, 20]
/** From here on nobody looks, and everything is due at every look: as if each plan were wrong. */
const NIGHT = 16

const steps = Array.from({ length: 24 }, (_, hour) =>
  (BUSY.includes(hour) ? Array.from({ length: 12 }, (_five, index) => index * 5) : [0]).map(
    (minute) => ({ hour, minute }),
  ),
).flat()

let now: number
let sandbox: Sandbox
let place: TestPlace
let skrin: Skrin
/** What the banks were asked for, as they saw it. */
let calls: JournalEntry[]

const clock = { now: () => now, advance: (ms: number) => void (now += ms) }
const start = () => startSkrin({ env: sandbox.env, place, clock, publicUrl: 'http://localhost' })

beforeEach(async () => {
  now = Date.parse('2026-03-10T06:00:00Z')
  calls = []
  sandbox = await startSandbox({ now: () => now })
  place = await createTestPlace('sqlite')
  skrin = await start()
})
afterEach(async () => {
  await skrin.stop()
  await place.remove()
  await sandbox.close()
})

/** Only what goes to the banks' APIs: fetching tokens is no call of theirs. */
function takeCalls(): void {
  const isApi = ({ bank, url }: JournalEntry) => url.startsWith(`${toBasePath(bank)}/`)
  calls.push(...sandbox.journal.entries().filter(isApi))
  sandbox.journal.clear()
}

async function openTabs(): Promise<Browser[]> {
  const tabs: Browser[] = []
  for (const name of ['Ingrid', 'Ingrid', 'Jonas']) {
    const tab = skrin.browser()
    await tab.api('POST', '/session', { name, password: PASSWORD })
    tabs.push(tab)
  }
  return tabs
}

function toBasePath(bank: string): string {
  return new URL(sandbox.env[`SKRIN_${bank.toUpperCase()}_API_URL`] ?? '').pathname
}

/** What a service answers by itself, the banks behind it do not count. */
function isOfService({ manifest: { id }, calls: listed }: Bank, { url }: JournalEntry): boolean {
  const path = url.slice(toBasePath(id).length).split('?')[0] ?? ''
  return matchCall(Object.values(listed), decodeSegments(path) ?? [])?.call.answeredBy === 'service'
}

/** The most calls that fell within one window of the limit, for whatever it counts together. */
function countMost(bank: Bank, { perSeconds, scope, when }: CallLimit): number {
  const { id } = bank.manifest
  const counted = calls
    .filter((call) => call.bank === id)
    .filter(({ headers }) => when === 'always' || !('psu-ip-address' in headers))
    .filter((call) => scope !== 'operation' || !isOfService(bank, call))
  const keyOf = ({ url }: JournalEntry) => (scope === 'operation' ? url.split('?')[0] : id)
  const groups = [...Map.groupBy(counted, keyOf).values()]
  return Math.max(
    0,
    ...groups.flatMap((group) =>
      group.map(
        ({ at }) =>
          group.filter((other) => other.at >= at && other.at < at + perSeconds * 1000).length,
      ),
    ),
  )
}

it(
  'P7: 24 hours with three tabs and two restarts never go over any bank’s budget, and leave no bank unasked',
  { timeout: 120_000 },
  async () => {
    const ingrid = await skrin.signIn('Ingrid')
    const jonas = await skrin.signIn('Jonas')
    for (const bank of ['sparebank1', 'sbanken', 'aritma'])
      await connectBank(ingrid, bank, 'Ingrid')
    for (const bank of ['sparebank1', 'seb']) await connectBank(jonas, bank, 'Jonas')
    for (const [bank, { chosen }] of sandbox.banks)
      if (chosen) await connectBank(jonas, toBankRequest(bank, chosen), 'Jonas')
    await skrin.context.refresher.settle()
    let tabs: Browser[] = []

    const beganAt = now
    for (const { hour, minute } of steps) {
      now = beganAt + hour * HOUR_MS + minute * MINUTE_MS
      if (RESTARTS.includes(hour) && minute === 0) {
        await skrin.stop()
        skrin = await start()
      }
      if (minute === 0 && hour < NIGHT) tabs = await openTabs()
      if (hour < NIGHT) await Promise.all(tabs.map((tab) => tab.api('GET', '/accounts')))
      else await skrin.context.db.updateTable('connections').set({ next_sync_at: now }).execute()
      await skrin.context.sync.round()
      takeCalls()
    }

    const banks: readonly Bank[] = Object.values(registry)
    const most = banks.flatMap((bank) =>
      bank.manifest.limits.map((limit) => ({
        bank: bank.manifest.id,
        limit,
        most: countMost(bank, limit),
      })),
    )
    expect(most.filter((one) => one.most > one.limit.calls)).toEqual([])
    // It was near: a limit that nothing came close to would prove nothing.
    expect(most.map((one) => one.most / one.limit.calls >= 0.4)).toEqual(most.map(() => true))
    const rows = await skrin.context.db.selectFrom('connections').select('good_at').execute()
    expect(rows.filter(({ good_at: at }) => at === null || now - at > 9 * HOUR_MS)).toEqual([])
  },
)
