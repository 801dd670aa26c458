import { createHmac } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { randomId, randomSecret } from '@skrin/bff/ids'
import type { Engine } from '@skrin/bff/store/engine'
import { createTestPlace } from '@skrin/bff/store/testDatabase'
import { insertTestMember, toTestSession } from '@skrin/bff/store/testRows'
import type { MemberId, SessionPublicId } from '@skrin/shared/brand'
import { sendRequest } from '../harness/sendRequest.ts'
import type { TestAnswer } from '../harness/sendRequest.ts'
import { startSkrin } from '../harness/startSkrin.ts'
import type { Skrin } from '../harness/startSkrin.ts'
import { createTestClock } from '../harness/testClock.ts'
import type { TestClock } from '../harness/testClock.ts'
import { addCustomer } from './addCustomer.ts'
import type { Customer } from './addCustomer.ts'
import { startLedgerBank, TIMEOUT_MS } from './ledgerBank.ts'
import type { Lane, LedgerBank } from './ledgerBank.ts'
import { toTestBank, toTestEnv } from './toTestBank.ts'

export interface Wanted {
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

/** Two programs on one database, and a bank. */
export interface OrderWorld extends AsyncDisposable {
  readonly bank: LedgerBank
  readonly clock: TestClock
  /** How often a program was killed. */
  countKills(): number
  addCustomer(): Promise<Customer>
  /** A call of the page in a fresh session; null: no answer that says anything, as of a program that is gone. */
  call(replica: number, wanted: Wanted): Promise<TestAnswer | null>
  /** Starts anew what was killed. */
  heal(): Promise<void>
}

const REPLICAS = [0, 1] as const
/** A good deal shorter than a proof counts. */
const SESSION_MS = 5 * 60_000

export async function startOrderWorld(engine: Engine): Promise<OrderWorld> {
  const bank = await startLedgerBank()
  const place = await createTestPlace(engine)
  const clock = createTestClock()
  // No page is asked for, so the built one need not be read at each start.
  const webDir = join(place.dataDir, 'web')
  mkdirSync(webDir)
  const lanes = new Map<string, Lane>()
  const replicas = new Map<number, Skrin>()
  const dying: Promise<unknown>[] = []
  let kills = 0
  /** The process is no more: no statement of it reaches the database, whatever it still tries. */
  const kill = async (index: number) => {
    const skrin = replicas.get(index)
    replicas.delete(index)
    if (!skrin) return
    kills++
    await skrin.context.db.destroy()
    dying.push(skrin.stop().catch(() => undefined))
  }
  const start = async (index: number) => {
    const beforeSending = async (account: string) => {
      const lane = lanes.get(account)
      if (!lane) throw new Error(`no customer has ${account}`)
      lane.killSender = () => kill(index)
      if (lane.sendingFaults[0] !== 'crash_before_sending') return
      lane.sendingFaults.shift()
      await kill(index)
      throw new Error('killed')
    }
    const banks = [toTestBank(beforeSending)]
    const env = { ...place.env, ...toTestEnv(bank) }
    const transportLimits = { totalMs: TIMEOUT_MS }
    replicas.set(index, await startSkrin({ env, banks, place, clock, transportLimits, webDir }))
  }
  let session = { cookie: '', until: 0 }
  const keepSession = async (skrin: Skrin) => {
    const now = clock.now()
    if (now > session.until) {
      session = { cookie: await openSession(skrin, member), until: now + SESSION_MS }
    }
    return session.cookie
  }
  for (const index of REPLICAS) await start(index)
  const member = 'ingrid' as MemberId
  await insertTestMember(findAny(replicas).context.db, member)
  return {
    bank,
    clock,
    countKills: () => kills,
    async addCustomer() {
      const customer = await addCustomer(findAny(replicas), bank, member)
      lanes.set(customer.from, customer.lane)
      return customer
    },
    async call(index, wanted) {
      const skrin = replicas.get(index)
      return skrin ? callAs(skrin, () => keepSession(skrin), wanted) : null
    },
    async heal() {
      for (const index of REPLICAS) if (!replicas.has(index)) await start(index)
    },
    async [Symbol.asyncDispose]() {
      for (const skrin of replicas.values()) await skrin.stop()
      await Promise.all(dying)
      await bank[Symbol.asyncDispose]()
      await place.remove()
    },
  }
}

function findAny(replicas: ReadonlyMap<number, Skrin>): Skrin {
  const [skrin] = replicas.values()
  if (!skrin) throw new Error('nothing runs')
  return skrin
}

/** null also for 500 and 503: the page learns nothing from them. */
async function callAs(
  { url }: Skrin,
  fetchCookie: () => Promise<string>,
  { method, path, body }: Wanted,
): Promise<TestAnswer | null> {
  try {
    const answer = await sendRequest(url.replace('localhost', '127.0.0.1'), {
      method,
      path: `/api${path}`,
      headers: {
        cookie: await fetchCookie(),
        'x-csrf': '1',
        'sec-fetch-site': 'same-origin',
        origin: url,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return answer.status === 500 || answer.status === 503 ? null : answer
  } catch {
    // The program is gone, and with it the connection: what a person sees is nothing.
    return null
  }
}

async function openSession({ context }: Skrin, member: MemberId): Promise<string> {
  const id = randomSecret()
  await context.sessions.put(id, {
    ...toTestSession(member, context.clock.now()),
    publicId: randomId() as SessionPublicId,
  })
  const signature = createHmac('sha256', context.cookieSecret).update(id).digest('base64')
  return `skrin=${encodeURIComponent(`s:${id}.${signature.replace(/=+$/, '')}`)}`
}
