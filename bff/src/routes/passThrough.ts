import { randomUUID } from 'node:crypto'
import type { Request, Response, Router } from 'express'
import { connectionId } from '@skrin/shared/api/primitives'
import { AppError } from '../appError.ts'
import type { BankCall } from '../banks/bank.ts'
import { toRefusal } from '../banks/bankAnswer.ts'
import { BankError } from '../banks/bankError.ts'
import type { CallBudgetKeeper } from '../banks/bankHttp.ts'
import { streamFromBank } from '../banks/bankStream.ts'
import type { StreamedHead, StreamHandle } from '../banks/bankStream.ts'
import { decodeSegments, matchCall, toCallUrl } from '../banks/callTemplate.ts'
import type { BankLine } from '../connections/bankAccess.ts'
import { findConnectionRow } from '../connections/connectionRows.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/requireMember.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { presenceOf } from '../http/presence.ts'

const MAX_VALUE = 200

/** The bank's own answer, read-only and within the allow-list: for scripts and for finding out what a bank really says. */
export function createPassThroughRouter(context: Context): Router {
  const router = createRouter()
  router.get('/connections/:id/bank/*path', async (request, response) => {
    const id = parseRequest(connectionId, request.params.id)
    const row = await findConnectionRow(context.db, memberOf(response).id, id)
    const line = row && context.access.getLine(row.bank)
    if (!row || !line) throw new AppError('not_found')
    const target = readTarget(request, line, row)
    await passThrough(context, { request, response, row, line, target })
  })
  return router
}

interface Target {
  readonly call: BankCall
  readonly params: Record<string, string>
  readonly query: Record<string, string[]>
}

/** From the raw URL: Express has decoded its own copy, `%2f` included. @throws AppError bank_path_not_allowed */
function readTarget(request: Request, line: BankLine, row: ConnectionRow): Target {
  const [rawPath = '', rawQuery = ''] = request.originalUrl.split('?', 2)
  const prefix = `/api/connections/${row.id}/bank`
  const segments = rawPath.startsWith(`${prefix}/`)
    ? decodeSegments(rawPath.slice(prefix.length))
    : undefined
  const match = segments && matchCall(readable(line), segments)
  if (!match) throw new AppError('bank_path_not_allowed')
  const query: Record<string, string[]> = {}
  for (const [key, value] of new URLSearchParams(rawQuery)) {
    if (!match.call.query.includes(key) || value.length > MAX_VALUE)
      throw new AppError('bank_path_not_allowed')
    query[key] = [...(query[key] ?? []), value]
  }
  return { ...match, query }
}

const readableCalls = new WeakMap<BankLine, BankCall[]>()

function readable(line: BankLine): BankCall[] {
  const known = readableCalls.get(line)
  if (known) return known
  const calls = Object.values(line.bank.calls).filter(
    ({ method, passThrough }) => method === 'GET' && passThrough,
  )
  readableCalls.set(line, calls)
  return calls
}

interface Pass {
  readonly request: Request
  readonly response: Response
  readonly row: ConnectionRow
  readonly line: BankLine
  readonly target: Target
}

/** Once with the token at hand; after a 401 once more with a fresh one. */
async function passThrough(context: Context, pass: Pass): Promise<void> {
  const { row, line, request, target } = pass
  const budget = context.access.openBudget(row, presenceOf(request))
  const tokens = context.access.openTokens(row)
  const consentId = line.bank.auth.consent ? await context.access.readConsentId(row) : null
  try {
    await budget.reserve(target.call, target.params)
    const token = await tokens.fetchToken()
    if ((await send(context, pass, { token, consentId, isLast: false })) === 'sent') return
    const another = await tokens.fetchToken(token)
    await budget.reserve(target.call, target.params)
    await send(context, pass, { token: another, consentId, isLast: true })
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

interface Attempt {
  readonly token: string
  readonly consentId: string | null
  readonly isLast: boolean
}

/** @throws BankError while nothing was sent to the browser yet */
function send(
  context: Context,
  pass: Pass,
  { token, consentId, isLast }: Attempt,
): Promise<'sent' | 'unauthorized'> {
  const { request, response, line, target } = pass
  const { promise, resolve, reject } = Promise.withResolvers<'sent' | 'unauthorized'>()
  const url = toCallUrl(line.config.apiUrl, target.call, target)
  const own = line.bank.requestHeaders({
    settings: line.config.settings,
    requestId: randomUUID(),
    consentId,
    presence: presenceOf(request),
  })
  let refused: StreamedHead | undefined
  const handle: StreamHandle = streamFromBank(
    line.transport,
    { url, headers: { ...own, authorization: `Bearer ${token}` } },
    {
      begin(head) {
        if (head.status < 200 || head.status > 299 || !writeHead(response, head)) refused = head
        return refused === undefined
      },
      write(chunk) {
        const isRoom = response.write(chunk)
        if (!isRoom) response.once('drain', () => handle.resume())
        return isRoom
      },
      end(held) {
        if (refused === undefined) endResponse(response, held)
        if (refused === undefined) resolve('sent')
        else if (refused.status === 401 && !isLast) resolve('unauthorized')
        else reject(toRefusedError(context, pass, refused))
      },
      fail(error) {
        // Half an answer is cut off, so that it cannot be taken for a whole one.
        if (response.headersSent) response.destroy()
        else reject(error)
      },
    },
  )
  response.once('close', () => {
    if (!response.writableFinished) handle.abort()
    resolve('sent')
  })
  return promise
}

const passedTypes = new Map([
  ['application/json', 'application/json; charset=utf-8'],
  ['application/problem+json', 'application/json; charset=utf-8'],
  ['text/csv', 'text/csv; charset=utf-8'],
  ['application/csv', 'text/csv; charset=utf-8'],
])

/** Nothing of the bank's own headers reaches the browser but the kind of content, from a short list. */
function writeHead(response: Response, { status, contentType = '' }: StreamedHead): boolean {
  const essence = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const type =
    passedTypes.get(essence) ??
    (/^application\/[\w.+-]+\+json$/.test(essence) ? 'application/json; charset=utf-8' : undefined)
  if (type === undefined) return false
  response.statusCode = status
  response.setHeader('Content-Type', type)
  return true
}

function endResponse(response: Response, held: Buffer | null): void {
  if (held === null) {
    response.end()
    return
  }
  response.setHeader('Content-Length', held.length)
  response.end(held)
}

function toRefusedError(
  context: Context,
  { line, target }: Pass,
  { status, headers }: StreamedHead,
): BankError {
  if (status >= 200 && status < 300)
    return new BankError('bank_wrong_answer', { field: '(content type)', status })
  const answer = { status, headers, body: Buffer.alloc(0) }
  return toRefusal(line.bank, target.call, { response: answer, now: context.clock.now() })
}
