import type { Request, RequestHandler, Response } from 'express'
import type { Person } from '../../world/world.ts'
import { bicOf } from './banks.ts'
import { BANK } from './parts.ts'
import type { AritmaParts } from './parts.ts'
import { sendProblem } from './problems.ts'

const VERSION = '1.0'

const READING = ['banking.ais.read', 'api']

/** What every call must carry: a living token with one of these scopes, a version that there is. */
export function createTokenGuard(
  { tokens }: AritmaParts,
  wanted: readonly string[] = READING,
): RequestHandler {
  return (request, response, next) => {
    response.setHeader('api-supported-versions', VERSION)
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const scopes = tokens.scopesOf(token)
    if (scopes === null) return sendProblem(response, 401, 'Token unknown or expired')
    if (!scopes.some((scope) => wanted.includes(scope)))
      return sendProblem(response, 403, `Token without the scope ${wanted.join(' or ')}`)
    if ((request.headers['api-version'] ?? VERSION) !== VERSION)
      return sendProblem(response, 400, 'Unsupported api-version')
    next()
  }
}

export interface DataVisit {
  readonly consentId: string
  readonly person: Person
  readonly bic: string | null
}

const visits = new WeakMap<Response, DataVisit>()

/** What a call for account data needs besides: an authorized consent, and a person there or one of the day's four. */
export function createConsentGuard(parts: AritmaParts, operation: string): RequestHandler {
  const { kit, consents, unattended } = parts
  return (request, response, next) => {
    if (kit.faults.take(BANK, operation, ['revoked_consent'])) consents.revokeAll()
    const wrong = findWrongHeader(request)
    if (wrong !== null) return sendProblem(response, 400, wrong)
    const consent = consents.find(String(request.headers['consent-id']))
    const person = kit.world.people.find(({ id }) => id === consent?.person)
    if (consent?.status !== 'Authorized' || !person)
      return sendProblem(response, 403, `Consent ${consent?.status ?? 'unknown'}`)
    const isAttended = request.headers['psu-ip-address'] !== undefined
    const subject = [consent.id, String(request.params['accountId'] ?? ''), operation]
    if (!isAttended && !unattended.allow(...subject)) {
      response.setHeader('Retry-After', String(unattended.secondsToMidnight()))
      return sendProblem(response, 429, 'Four calls a day while the user is not present')
    }
    visits.set(response, { consentId: consent.id, person, bic: bicOf(consent.bankId) })
    next()
  }
}

function findWrongHeader({ headers }: Request): string | null {
  if (headers['channel-type'] !== 'psd2') return 'Channel-Type must be psd2'
  return headers['consent-id'] === undefined ? 'Consent-ID is required' : null
}

/** Whose data the guard let through. */
export function visitOf(response: Response): DataVisit {
  const visit = visits.get(response)
  if (!visit) throw new TypeError('the guard has not run')
  return visit
}
