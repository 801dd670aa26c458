import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Member } from '@skrin/shared/api/session'
import { AppError } from '../appError.ts'
import { toUsable } from '../auth/freshToken.ts'
import type { GrantRow } from '../auth/vault.ts'
import type { Presence } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import type { CallBudgetKeeper } from '../banks/bankHttp.ts'
import type { BankLine } from '../connections/bankAccess.ts'
import { findConnectionRow } from '../connections/connectionRows.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import type { Context } from '../context.ts'
import { readBearer } from '../http/bearer.ts'
import { createOwnCallCheck } from '../http/csrf.ts'
import { hasBody } from '../http/jsonBody.ts'
import { createPresenceReader } from '../http/presence.ts'
import { answerProblem } from '../http/problems.ts'
import { logRequestEnd } from '../http/requestLog.ts'
import { createMemberOfSession } from '../http/memberOf.ts'
import { computeSecurityHeaders } from '../http/securityHeaders.ts'
import { createSessionIdReader } from '../http/session.ts'
import { randomId } from '../ids.ts'
import { readCacheOf } from '../store/database.ts'
import type { ReadCache } from '../store/readCache.ts'
import { isTouchDue, sessionEnd } from '../store/sessionStore.ts'
import type { StoredSession } from '../store/sessionStore.ts'
import { passOn } from './passOn.ts'
import type { Exchange } from './passOn.ts'
import { isPassAddress, readPassAddress, readPassTarget } from './passTarget.ts'
import type { PassTarget } from './passTarget.ts'

export const PASS_THROUGH_ROUTE = '/api/connections/:id/bank/*path'

/**
 * The bank's own answer, read-only and within the allow-list: for scripts and for finding out what a bank really says.
 * Comes before Express (docs/decisions/pass-through-before-express.md). False: another address; nothing was done.
 */
export function createPassThrough(
  context: Context,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  const gate = createGate(context)
  return (req, res) => {
    const isReading = req.method === 'GET' || req.method === 'HEAD'
    if (!isReading || !isPassAddress(req.url ?? '')) return false
    void answer(context, gate, begin(context, gate, { req, res }))
    return true
  }
}

/** What the steps of Express guard with, for requests that do not get there. */
interface Gate {
  readonly headers: readonly string[]
  readonly cache: ReadCache
  readonly isOwnCall: (req: IncomingMessage) => boolean
  readonly readSessionId: (cookies: string | undefined) => string | null
  readonly fetchMember: (session: StoredSession | null) => Promise<Member>
  readonly readPresence: (req: IncomingMessage) => Presence
}

function createGate({ config, cookieSecret, db }: Context): Gate {
  const { publicUrl } = config
  return {
    headers: [...computeSecurityHeaders(publicUrl).flat(), 'Cache-Control', 'no-store'],
    cache: readCacheOf(db),
    isOwnCall: createOwnCallCheck(publicUrl),
    readSessionId: createSessionIdReader({ publicUrl, cookieSecret }),
    fetchMember: createMemberOfSession(db),
    readPresence: createPresenceReader(config.trustedProxies),
  }
}

function begin(
  { log }: Context,
  { headers }: Gate,
  { req, res }: Pick<Exchange, 'req' | 'res'>,
): Exchange {
  const reference = randomId()
  const exchange: Exchange = {
    req,
    res,
    reference,
    startedAt: performance.now(),
    headers: [...headers, 'X-Request-ID', reference],
    code: undefined,
    asking: undefined,
  }
  res.once('close', () => {
    if (!res.writableFinished) exchange.asking?.abort()
    exchange.asking = undefined
    const { startedAt, code } = exchange
    const { method = '' } = req
    logRequestEnd(log, res, { reference, startedAt, method, route: PASS_THROUGH_ROUTE, code })
  })
  return exchange
}

/** The order in which a request to any address below /api meets the same steps. */
async function answer(context: Context, gate: Gate, exchange: Exchange): Promise<void> {
  const { req, res, reference } = exchange
  try {
    // What a bank sends is its person's alone: an API token opens none of it, and a cookie beside it does not count.
    if (readBearer(req.headers.authorization) !== null) throw new AppError('forbidden')
    if (!gate.isOwnCall(req)) throw new AppError('cross_site')
    if (hasBody(req.headers)) throw new AppError('bad_request')
    await passThrough(context, exchange, {
      admitted: await admit(context, gate, req),
      presence: gate.readPresence(req),
    })
  } catch (error) {
    if (!res.headersSent) setHeaders(exchange)
    exchange.code = answerProblem(context, { res, reference }, error)
  }
}

function setHeaders({ res, headers }: Exchange): void {
  for (let index = 0; index < headers.length; index += 2)
    res.setHeader(headers[index] ?? '', headers[index + 1] ?? '')
}

/** All that a cookie and an address stand for. */
interface Admitted {
  readonly sessionId: string
  readonly session: StoredSession
  readonly row: ConnectionRow
  readonly line: BankLine
  readonly target: PassTarget
  readonly grant: GrantRow | null
  readonly consentId: string | null
}

/** Looked up anew only after the database changed; what also depends on the time is asked every time. */
async function admit(context: Context, gate: Gate, req: IncomingMessage): Promise<Admitted> {
  const { cookie = '' } = req.headers
  const { url = '' } = req
  const { sessions, clock } = context
  const admitted = await gate.cache.read(`pass-through ${url} ${cookie}`, () =>
    lookUp(context, gate, { url, cookie }),
  )
  const { sessionId, session } = admitted
  if (clock.now() >= sessionEnd(session)) throw new AppError('unauthenticated')
  if (isTouchDue(session, clock.now())) await sessions.touch(sessionId, session)
  return admitted
}

async function lookUp(
  { sessions, db, access, vault }: Context,
  gate: Gate,
  { url, cookie }: { url: string; cookie: string },
): Promise<Admitted> {
  const sessionId = gate.readSessionId(cookie)
  const session = sessionId === null ? null : await sessions.read(sessionId)
  const member = await gate.fetchMember(session)
  if (sessionId === null || session === null) throw new AppError('unauthenticated')
  const address = readPassAddress(url)
  const row = await findConnectionRow(db, member.id, address.connection)
  const line = row && access.getLine(row.bank)
  if (!row || !line) throw new AppError('not_found')
  const target = readPassTarget(line, address)
  const grant = await vault.read(row.id)
  const consentId = await access.readConsentId(row)
  return { sessionId, session, row, line, target, grant, consentId }
}

/** Once with the token at hand; after a 401 once more with a fresh one. */
async function passThrough(
  { access, clock }: Context,
  exchange: Exchange,
  { admitted, presence }: { admitted: Admitted; presence: Presence },
): Promise<void> {
  const { row, line, target, grant, consentId } = admitted
  const budget = await access.openBudget(row, presence)
  const tokens = access.openTokens(row)
  const attempt = { line, target, presence, consentId, clock }
  try {
    await budget.reserve(target.call, target.params)
    const known = toUsable(grant, { now: clock.now() })
    const token = known?.status === 'ok' ? known.accessToken : await tokens.fetchToken()
    if ((await passOn(exchange, { ...attempt, token, isLast: false })) === 'sent') return
    const another = await tokens.fetchToken(token)
    await budget.reserve(target.call, target.params)
    await passOn(exchange, { ...attempt, token: another, isLast: true })
  } catch (error) {
    throw await toProblem(error, budget)
  }
}

async function toProblem(error: unknown, budget: CallBudgetKeeper): Promise<unknown> {
  if (!(error instanceof BankError)) return error
  await budget.noteRefusal(error)
  return new AppError(error.code, {
    cause: error,
    ...(error.retryAt !== undefined && { retryAt: error.retryAt }),
  })
}
