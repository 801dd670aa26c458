import type { MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { randomSecret } from '../ids.ts'
import type { Database } from '../store/database.ts'
import type { RateLimitStore } from '../store/rateLimitStore.ts'
import { findLogin, savePasswordHash } from './members.ts'
import { hashPassword, isPassword, needsRehash } from './passwordHash.ts'
import { noteSuccess, reserveTry } from './signInThrottle.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly limits: RateLimitStore
}

export interface Credentials {
  readonly name: string
  readonly password: string
  readonly network: string
}

let dummyHash: Promise<string> | undefined

/** A hash that no password fits: an unknown name costs as much time as a wrong password. */
function ensureDummyHash(): Promise<string> {
  dummyHash ??= hashPassword(randomSecret())
  return dummyHash
}

/**
 * Who it is, by name and password.
 * @throws AppError invalid_credentials, the same for unknown names and wrong passwords · too_many_requests
 */
export async function signIn(
  deps: Deps,
  { name, password, network }: Credentials,
): Promise<MemberId> {
  await reserveTry(deps, { name, network })
  const [login, dummy] = await Promise.all([findLogin(deps.db, name), ensureDummyHash()])
  const hash = login?.passwordHash ?? dummy
  const isRight = await isPassword(password, hash)
  if (!login?.passwordHash || !isRight) throw new AppError('invalid_credentials')
  await noteSuccess(deps, { name, network })
  if (needsRehash(hash)) await savePasswordHash(deps.db, login.id, await hashPassword(password))
  return login.id
}
