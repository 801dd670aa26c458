import { AppError } from '../appError.ts'
import { findLogin, savePasswordHash } from '../household/members.ts'
import type { MemberLogin } from '../household/members.ts'
import { hashPassword, isPassword, needsRehash } from '../household/passwordHash.ts'
import { randomSecret } from '../ids.ts'
import type { Database } from '../store/database.ts'
import type { RateLimitStore } from '../store/rateLimitStore.ts'
import { noteFailedSignIn } from './noteSignIn.ts'
import type { Asker, Proof } from './proof.ts'
import { proveSecondFactor } from './secondFactor.ts'
import type { SecondFactorDeps } from './secondFactor.ts'
import { noteSuccess, reserveTry } from './signInThrottle.ts'

export interface SignInDeps extends SecondFactorDeps {
  readonly limits: RateLimitStore
}

export interface Credentials {
  readonly name: string
  readonly password: string
  /** Of the authenticator app, or a recovery code. */
  readonly code?: string | undefined
  readonly asker: Asker
}

let dummyHash: Promise<string> | undefined

/** A hash that no password fits: an unknown name costs as much time as a wrong password. */
function ensureDummyHash(): Promise<string> {
  dummyHash ??= hashPassword(randomSecret())
  return dummyHash
}

/**
 * Who it is, by name and password, and by a code where the person has a second factor. A try counts until everything was
 * right: whoever knows the password cannot go through the codes.
 * @throws AppError invalid_credentials, the same for unknown names and wrong passwords · second_factor_needed and
 *   second_factor_invalid, only after the right password · too_many_requests
 */
export async function signIn(deps: SignInDeps, credentials: Credentials): Promise<Proof> {
  const { name, password, code, asker } = credentials
  const attempt = { name, network: asker.network }
  await reserveTry(deps, attempt)
  const login = await provePassword(deps, credentials)
  const method = await proveSecondFactor(deps, { member: login.id, code, asker })
  await noteSuccess(deps, attempt)
  return { member: login.id, method, passwordHash: await renewHash(deps.db, login, password) }
}

/** The hash with today's parameters; a password that was replaced meanwhile stays replaced. */
async function renewHash(
  db: Database,
  { id, passwordHash: before }: LoginWithPassword,
  password: string,
): Promise<string> {
  if (!needsRehash(before)) return before
  const passwordHash = await hashPassword(password)
  await savePasswordHash(db, { id, passwordHash, before })
  return passwordHash
}

type LoginWithPassword = MemberLogin & { readonly passwordHash: string }

async function provePassword(
  deps: SignInDeps,
  { name, password, asker }: Credentials,
): Promise<LoginWithPassword> {
  const [login, dummy] = await Promise.all([findLogin(deps.db, name), ensureDummyHash()])
  const isRight = await isPassword(password, login?.passwordHash ?? dummy)
  if (login && isRight && login.passwordHash !== null)
    return { ...login, passwordHash: login.passwordHash }
  await noteFailedSignIn(deps, { member: login?.id ?? null, method: 'password' }, asker)
  throw new AppError('invalid_credentials')
}
