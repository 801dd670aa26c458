import { kindsWithLimit, noticeKinds } from '@skrin/shared/api/notices'
import type { NoticeChoice, NoticeKind, NoticeLanguage } from '@skrin/shared/api/notices'
import type { View } from '@skrin/shared/api/sharing'
import type { AccountId, MemberId } from '@skrin/shared/brand'
import { listMembers } from '../household/members.ts'
import type { Database } from '../store/database.ts'

/** How one person wants to be told. */
export interface Reader {
  readonly member: MemberId
  readonly language: NoticeLanguage
  /** Whether what leaves Skrin says amounts, accounts and shops. */
  readonly details: boolean
  readonly view: View
  readonly choices: ReadonlyMap<NoticeKind, NoticeChoice>
  /** Of balances, by account, in whole units of its currency. */
  readonly limits: ReadonlyMap<AccountId, number>
}

const usualLimits: Readonly<Partial<Record<NoticeKind, number>>> = {
  large_transaction: 5000,
  unusual_transaction: 500,
  low_balance: 1000,
}
/** Without them an account stops being up to date, and nobody notices. */
const toldFromTheStart: readonly NoticeKind[] = ['consent_ending', 'bank_failing']

/** Quiet but for what only this person can put right. */
function usualChoice(kind: NoticeKind): NoticeChoice {
  const isTold = toldFromTheStart.includes(kind)
  const limit = kindsWithLimit.includes(kind) ? (usualLimits[kind] ?? 0) : null
  return { kind, inApp: isTold, mail: isTold, push: isTold, limit }
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
      language: look?.language ?? 'en',
      details: look?.details === 1,
      view: look?.view ?? 'mine',
      choices: new Map(
        noticeKinds.map((kind) => {
          const row = chosen.find((one) => one.kind === kind)
          return [kind, row ? toChoice(row) : usualChoice(kind)]
        }),
      ),
      limits: new Map(own.map(({ account_id: account, threshold }) => [account, threshold])),
    }
  })
}

interface ChoiceRow {
  readonly kind: NoticeKind
  readonly in_app: number
  readonly mail: number
  readonly push: number
  readonly threshold: number | null
}

function toChoice({ kind, in_app: inApp, mail, push, threshold }: ChoiceRow): NoticeChoice {
  return { kind, inApp: inApp === 1, mail: mail === 1, push: push === 1, limit: threshold }
}

/** null: they want to hear of it nowhere. */
export function findChoice({ choices }: Reader, kind: NoticeKind): NoticeChoice | null {
  const choice = choices.get(kind)
  return choice && (choice.inApp || choice.mail || choice.push) ? choice : null
}
