import type { Member } from '@skrin/shared/api/session'
import { AppError } from '../appError.ts'
import { savePasswordHash } from '../household/members.ts'
import { hashPassword } from '../household/passwordHash.ts'
import { checkPassword } from '../household/passwordRules.ts'
import type { Database } from '../store/database.ts'

/** @throws AppError password_too_short · password_too_common */
export async function changePassword(
  db: Database,
  member: Member,
  password: string,
): Promise<void> {
  const problem = await checkPassword(password, member.name)
  if (problem) throw new AppError(problem, { field: 'password' })
  await savePasswordHash(db, member.id, await hashPassword(password))
}
