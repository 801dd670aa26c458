import type { Member } from '@skrin/shared/api/session'
import { AppError } from '../appError.ts'
import { hashPassword } from '../household/passwordHash.ts'
import { checkPassword } from '../household/passwordRules.ts'

/** @throws AppError password_too_short · password_too_common */
export async function hashNewPassword({ name }: Member, password: string): Promise<string> {
  const problem = await checkPassword(password, name)
  if (problem) throw new AppError(problem, { field: 'password' })
  return hashPassword(password)
}
