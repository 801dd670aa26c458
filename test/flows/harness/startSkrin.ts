import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { join } from 'node:path'
import type { Bank } from '@skrin/bff/banks/bank'
import type { TransportLimits } from '@skrin/bff/banks/bankTransport'
import { readConfig } from '@skrin/bff/config/readConfig'
import { createContext, registeredBanks } from '@skrin/bff/context'
import type { Context } from '@skrin/bff/context'
import { saveMember } from '@skrin/bff/household/members'
import { hashPassword } from '@skrin/bff/household/passwordHash'
import { randomId } from '@skrin/bff/ids'
import { createListener } from '@skrin/bff/listener'
import { createLog } from '@skrin/bff/log'
import type { Engine } from '@skrin/bff/store/engine'
import type { Ticker } from '@skrin/bff/sync/ticker'
import { createReadyPlace } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { memberId } from '@skrin/shared/api/primitives'
import type { Member, Role } from '@skrin/shared/api/session'
import * as v from 'valibot'
import { createBrowser } from './browser.ts'
import type { Browser } from './browser.ts'
import { createTestClock } from './testClock.ts'
import type { TestClock } from './testClock.ts'

export interface SkrinOptions {
  /** Beside what the harness sets, e.g. `SKRIN_SEB_API_URL`. */
  readonly env?: Readonly<Record<string, string>>
  readonly banks?: readonly Bank[]
  /** Where the data lies; SQLite when nothing is said. */
  readonly engine?: Engine
  /** One of `createTestPlace` that several programs share; kept at the end. */
  readonly place?: TestPlace
  /** The demo with these people. */
  readonly demoMembers?: readonly { id: string; name: string; role: Role }[]
  /** A folder of another run, or one shared by two programs; kept at the end. */
  readonly dataDir?: string
  readonly webDir?: string
  readonly clock?: TestClock
  /** What makes the banks asked by themselves; they are not when nothing is said. */
  readonly ticker?: Ticker
  readonly transportLimits?: Partial<TransportLimits>
  /** What the browser thinks the address is, where a proxy is in between. */
  readonly publicUrl?: string
}

export interface Skrin extends AsyncDisposable {
  /** `http://localhost:<port>`: where it really listens. */
  readonly url: string
  readonly context: Context
  readonly clock: TestClock
  readonly dataDir: string
  /** Every line that was logged, at level debug. */
  readonly logLines: string[]
  /** A browser without cookies. */
  browser(): Browser
  addMember(name: string, options?: { role?: Role; password?: string }): Promise<Member>
  /** A browser in which the member of this name has signed in; the member is made when there is none. */
  signIn(name: string): Promise<Browser>
  stop(): Promise<void>
}

export const PASSWORD = 'a long and private sentence'

const hashes = new Map<string, Promise<string>>()

/** Slow on purpose: members of all tests of a worker who have the same password share its hash. */
function hashOnce(password: string): Promise<string> {
  const hash = hashes.get(password) ?? hashPassword(password)
  hashes.set(password, hash)
  return hash
}

/** The real program in this process, on a free port and a folder of its own. */
export async function startSkrin(options: SkrinOptions = {}): Promise<Skrin> {
  const own = options.place ? null : await createReadyPlace(options.engine ?? 'sqlite')
  const place = options.place ?? own
  const dataDir = options.dataDir ?? place?.dataDir ?? ''
  const clock = options.clock ?? createTestClock()
  const logLines: string[] = []
  const server = createServer()
  const url = `http://localhost:${await listen(server)}`
  if (options.demoMembers) {
    writeFileSync(join(dataDir, 'demo.json'), JSON.stringify({ members: options.demoMembers }))
  }
  const env = { ...place?.env, SKRIN_DATA_DIR: dataDir, ...options.env }
  const context = await makeContext({ ...options, env }, { url, clock, logLines })
  server.on('request', createListener(context))
  const members = createMembers(context, url)
  const stop = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
    await context.close()
    await own?.remove()
  }
  let stopping: Promise<void> | undefined
  const stopOnce = () => (stopping ??= stop())
  return {
    url,
    context,
    clock,
    dataDir,
    logLines,
    browser: () => createBrowser(url),
    ...members,
    stop: stopOnce,
    [Symbol.asyncDispose]: stopOnce,
  }
}

interface Ground {
  readonly url: string
  readonly clock: TestClock
  readonly logLines: string[]
}

async function makeContext(
  options: SkrinOptions,
  { url, clock, logLines }: Ground,
): Promise<Context> {
  const banks = options.banks ?? registeredBanks
  const variables = {
    SKRIN_PUBLIC_URL: options.publicUrl ?? url,
    SKRIN_LOG_LEVEL: 'debug',
    ...options.env,
  }
  const read = readConfig(variables, banks)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const log = createLog('debug', { write: (line) => void logLines.push(line) })
  return createContext(read.config, read.secrets, {
    clock,
    log,
    banks,
    ticker: options.ticker ?? { start: () => ({ stop: () => undefined }) },
    ...(options.webDir !== undefined && { webDir: options.webDir }),
    ...(options.transportLimits && { transportLimits: options.transportLimits }),
  })
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address.port
}

function createMembers(context: Context, url: string): Pick<Skrin, 'addMember' | 'signIn'> {
  const known = new Map<string, { member: Member; password: string }>()
  const addMember: Skrin['addMember'] = async (
    name,
    { role = 'adult', password = PASSWORD } = {},
  ) => {
    const member = { id: v.parse(memberId, randomId()), name, role }
    const passwordHash = await hashOnce(password)
    await saveMember(context.db, { ...member, passwordHash, createdAt: context.clock.now() })
    known.set(name, { member, password })
    return member
  }
  const signIn: Skrin['signIn'] = async (name) => {
    if (!known.has(name)) await addMember(name)
    const browser = createBrowser(url)
    const password = known.get(name)?.password
    const answer = await browser.api('POST', '/session', { name, password })
    if (answer.status !== 200) throw new Error(`sign-in failed: ${answer.text}`)
    return browser
  }
  return { addMember, signIn }
}
