import type { MemberId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import { noteAccess } from '../household/accessLog.ts'
import type { Actor } from '../household/accessLog.ts'
import type { Database } from '../store/database.ts'
import type { BankAccess } from './bankAccess.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly access: BankAccess
}

interface BankClientNote {
  readonly event: 'bank_client.added' | 'bank_client.removed'
  readonly member: MemberId
  readonly bank: string
  readonly by: Actor
}

/** Tells the member whose client it is, by the name of the bank. */
export async function noteBankClient(
  deps: Deps,
  { event, member, bank, by }: BankClientNote,
): Promise<void> {
  const name = deps.access.getLine(bank)?.bank.manifest.name ?? bank
  await noteAccess(deps, { actor: by, about: member, event, subject: { bank: name } })
}
