import type { Selectable } from 'kysely'
import type {
  NoticeChoice,
  NoticeChoices,
  NoticeKind,
  NoticeLanguage,
} from '@skrin/shared/api/notices'
import type { View } from '@skrin/shared/api/sharing'
import type { AccountId, MemberId } from '@skrin/shared/brand'
import { listMembers } from '../household/members.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

/** How one person wants to be told. */
export interface Reader {
  readonly member: MemberId
  /** null: not chosen yet. */
  readonly language: NoticeLanguage | null
  /** Whether what leaves Skrin says amounts, accounts and shops. */
  readonly details: boolean
  readonly view: View
  readonly choices: NoticeChoices
  /** Of balances, by account, in whole units of its currency. */
  readonly limits: ReadonlyMap<AccountId, number>
}

const everywhere: NoticeChoice = { inApp: true, mail: true, push: true }
const nowhere: NoticeChoice = { inApp: false, mail: false, push: false }

/** Quiet but for what makes an account go stale, which only this person can put right. */
export const usualChoices: NoticeChoices = {
  consent_ending: everywhere,
  bank_failing: everywhere,
  large_transaction: { ...nowhere, limit: 5000 },
  unusual_transaction: { ...nowhere, limit: 500 },
  low_balance: { ...nowhere, limit: 1000 },
}

/** Everybody who lives here. */
export async function listReaders(db: Database): Promise<Reader[]> {
  const members = await listMembers(db)
  return readReaders(
    db,
    members.map(({ id }) => id),
  )
}

export async function readReader(db: Database, member: MemberId): Promise<Reader> {
  const [reader] = await readReaders(db, [member])
  if (!reader) throw new Error('a member without choices')
  return reader
}

async function readReaders(db: Database, members: readonly MemberId[]): Promise<Reader[]> {
  if (members.length === 0) return []
  const looks = await db
    .selectFrom('notice_readers')
    .selectAll()
    .where('member_id', 'in', members)
    .execute()
  const choices = await db
    .selectFrom('notice_choices')
    .selectAll()
    .where('member_id', 'in', members)
    .execute()
  const limits = await db
    .selectFrom('notice_limits')
    .selectAll()
    .where('member_id', 'in', members)
    .execute()
  return members.map((member) => {
    const look = looks.find(({ member_id: id }) => id === member)
    const chosen = choices.filter(({ member_id: id }) => id === member)
    const own = limits.filter(({ member_id: id }) => id === member)
    return {
      member,
      language: look?.language ?? null,
      details: look?.details === 1,
      view: look?.view ?? 'mine',
      choices: toChoices(chosen),
      limits: new Map(own.map(({ account_id: account, threshold }) => [account, threshold])),
    }
  })
}

type ChoiceRow = Selectable<Schema['notice_choices']>

function toChoices(rows: readonly ChoiceRow[]): NoticeChoices {
  const find = (kind: NoticeKind) => rows.find((row) => row.kind === kind)
  const limited = (kind: LimitedKind) => {
    const row = find(kind)
    const usual = usualChoices[kind]
    return { ...(row ? toPlaces(row) : usual), limit: row?.threshold ?? usual.limit }
  }
  const ending = find('consent_ending')
  const failing = find('bank_failing')
  return {
    consent_ending: ending ? toPlaces(ending) : usualChoices.consent_ending,
    bank_failing: failing ? toPlaces(failing) : usualChoices.bank_failing,
    large_transaction: limited('large_transaction'),
    unusual_transaction: limited('unusual_transaction'),
    low_balance: limited('low_balance'),
  }
}

type LimitedKind = 'large_transaction' | 'unusual_transaction' | 'low_balance'

function toPlaces({ in_app: inApp, mail, push }: ChoiceRow): NoticeChoice {
  return { inApp: inApp === 1, mail: mail === 1, push: push === 1 }
}

/** null: they want to hear of it nowhere. */
export function findChoice<Kind extends NoticeKind>(
  { choices }: Reader,
  kind: Kind,
): NoticeChoices[Kind] | null {
  const choice = choices[kind]
  return choice.inApp || choice.mail || choice.push ? choice : null
}
