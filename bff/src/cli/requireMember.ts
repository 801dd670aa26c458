import type { Member } from '@skrin/shared/api/session'
import { findMemberByName } from '../household/members.ts'
import type { Database } from '../store/database.ts'
import { CliError } from './cli.ts'

/** @throws CliError when nobody is called so */
export async function requireMember(db: Database, name: string): Promise<Member> {
  const member = await findMemberByName(db, name)
  if (!member) throw new CliError(`nobody here is called ${name}; skrin member list tells who is`)
  return member
}
