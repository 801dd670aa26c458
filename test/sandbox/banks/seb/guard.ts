import { isIP } from 'node:net'
import type { Request, RequestHandler, Response } from 'express'
import type { Grants } from '../../kit/grants.ts'
import type { SandboxKit } from '../../kit/sandboxBank.ts'
import type { Person } from '../../world/world.ts'
import type { UnattendedCalls } from '../../kit/unattendedCalls.ts'
import { sendProblem } from './problems.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export interface GuardOptions {
  readonly kit: SandboxKit
  readonly grants: Grants
  readonly unattended: UnattendedCalls
}

/** What every call must carry, in the order in which SEB's gateway would ask. */
export function createGuard(
  { kit, grants, unattended }: GuardOptions,
  operation: string,
): RequestHandler {
  return (request, response, next) => {
    const wrong = findWrongHeader(request)
    if (wrong !== null) return sendProblem(response, 'FORMAT_ERROR', wrong)
    if (kit.faults.take('seb', operation, ['revoked_consent'])) grants.revokeAll()
    const personId = grants.personOf(tokenOf(request))
    const person = kit.world.people.find(({ id }) => id === personId)
    if (!person) return sendProblem(response, 'TOKEN_INVALID', 'Token unknown, expired or revoked')
    const isAttended = request.headers['psu-ip-address'] !== undefined
    const subject = [person.id, String(request.params['accountId'] ?? ''), operation]
    if (!isAttended && !unattended.allow(...subject)) {
      response.setHeader('Retry-After', String(unattended.secondsToMidnight()))
      return sendProblem(response, 'ACCESS_EXCEEDED', 'Four calls a day without the user')
    }
    setPerson(response, person)
    next()
  }
}

function findWrongHeader({ headers }: Request): string | null {
  if (!(headers.accept ?? '').includes('application/json')) return 'Accept must be application/json'
  if (!uuid.test(String(headers['x-request-id'] ?? ''))) return 'X-Request-ID must be a UUID'
  const ip = headers['psu-ip-address']
  if (ip !== undefined && isIP(String(ip)) === 0) return 'PSU-IP-Address must be an IP address'
  return null
}

/** Reading's scope is not enough for payments. */
export function requirePayments(grants: Grants): RequestHandler {
  return (request, response, next) => {
    const token = tokenOf(request)
    if (grants.scopeOf(token).split(' ').includes('psd2_payments')) return next()
    sendProblem(response, 'CONSENT_INVALID', 'The token is not for payments')
  }
}

/** Nobody pays or signs who is not there. */
export const requirePerson: RequestHandler = (request, response, next) => {
  if (request.headers['psu-ip-address'] !== undefined) return next()
  sendProblem(response, 'FORMAT_ERROR', 'PSU-IP-Address is missing')
}

function tokenOf({ headers }: Request): string {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
}

const people = new WeakMap<Response, Person>()

function setPerson(response: Response, person: Person): void {
  people.set(response, person)
}

/** Whose token the guard let through. */
export function personOf(response: Response): Person {
  const person = people.get(response)
  if (!person) throw new TypeError('the guard has not run')
  return person
}
