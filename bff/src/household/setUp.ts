import { memberId } from '@skrin/shared/api/primitives'
import type { MemberId } from '@skrin/shared/brand'
import * as v from 'valibot'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { randomId } from '../ids.ts'
import type { Database } from '../store/database.ts'
import { inSession, noteHouseholdMatter } from './accessLog.ts'
import { insertOwner } from './members.ts'
import { hashPassword } from './passwordHash.ts'
import { checkPassword } from './passwordRules.ts'
import { isSetupCode, readSetupCode } from './setupCode.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly masterKey: Buffer
}

export interface FirstMember {
  readonly code: string
  readonly name: string
  readonly password: string
}

/**
 * Makes the first member, the owner. Of two at once one wins.
 * @throws AppError setup_done · setup_code_invalid · password_too_short · password_too_common
 */
export async function setUp(
  { db, clock, masterKey }: Deps,
  { code, name, password }: FirstMember,
): Promise<MemberId> {
  const expected = await readSetupCode(db, masterKey)
  if (expected === null) throw new AppError('setup_done')
  if (!isSetupCode(code, expected)) throw new AppError('setup_code_invalid')
  const problem = await checkPassword(password, name)
  if (problem) throw new AppError(problem, { field: 'password' })
  const passwordHash = await hashPassword(password)
  const owner = { id: v.parse(memberId, randomId()), name, role: 'owner' } as const
  const isFirst = await insertOwner(db, { ...owner, passwordHash, createdAt: clock.now() })
  if (!isFirst) throw new AppError('setup_done')
  const subject = { member: name, role: owner.role }
  await noteHouseholdMatter({ db, clock }, owner, {
    actor: inSession(owner),
    event: 'member.joined',
    subject,
  })
  return owner.id
}
