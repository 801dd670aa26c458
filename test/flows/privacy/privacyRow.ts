import type { ApiRoute } from '@skrin/bff/routes/apiRoutes'
import { assertNever } from '@skrin/shared/assertNever'

/** Who calls: `token` is a script with a read-only API token of an adult. */
export const roles = ['owner', 'adult', 'child', 'visitor', 'token'] as const
export type Role = (typeof roles)[number]

/** Whose the thing is that a call names; `transactions` and `balance`: another's, shared so with the household. */
export type Belonging = 'own' | 'transactions' | 'balance' | 'private' | 'unknown'

/** What an id can name. Of the first three another's can be shared, the rest are a person's alone. */
export const kinds = [
  'account',
  'transaction',
  'connection',
  'bankClient',
  'token',
  'session',
  'passkey',
  'sso',
  'invite',
  'member',
  'notice',
  'import',
  'rule',
  'view',
  'category',
  'transfer',
  'transferOrder',
  'question',
] as const
export type Kind = (typeof kinds)[number]

export interface Call {
  readonly role: Role
  readonly belonging: Belonging
  /** Of the thing; empty where the row names none. */
  readonly id: string
  /** In a session in which the person last proved an hour ago who they are. */
  readonly isStale: boolean
}

type Answers = number | Partial<Record<Belonging, number>>

/** How one route answers. See privacyTable.ts. */
export interface PrivacyRow {
  /** What `{id}`, or the id in `query` or `body`, names. Absent: the route names nothing. */
  readonly kind?: Kind
  /** The status for whoever may call the route at all; by belonging: where nothing is said, as an unknown id, 404. */
  readonly answers: Answers | ((call: Call) => Answers)
  /** What else stands in the path, e.g. `{ bank: 'seb' }`. */
  readonly path?: Readonly<Record<string, string>>
  readonly query?: (call: Call) => string
  readonly body?: (call: Call) => unknown
  /** A file, sent as it is in place of a JSON body. */
  readonly upload?: () => string
  /** A navigation outside /api says no in its own way. */
  readonly refusals?: { readonly visitor: number; readonly forbidden: number }
  /** Asks for a recent proof itself; `apiRoutes` says it of the others. */
  readonly fresh?: true
}

export function belongingsOf({ kind }: PrivacyRow, role: Role): Belonging[] {
  // A child has no bank of its own, so nothing that a bank brings.
  const own: Belonging[] =
    role === 'visitor' || (role === 'child' && isBrought(kind)) ? [] : ['own']
  switch (kind) {
    case undefined:
      return ['unknown']
    case 'account':
    case 'transaction':
      return ['unknown', 'private', 'balance', 'transactions', ...own]
    case 'connection':
    case 'bankClient':
    case 'token':
    case 'session':
    case 'passkey':
    case 'sso':
    case 'invite':
    case 'member':
    case 'notice':
    case 'import':
    case 'rule':
    case 'view':
    case 'category':
    case 'transfer':
    case 'transferOrder':
    case 'question':
      return ['unknown', 'private', ...own]
    default:
      return assertNever(kind)
  }
}

function isBrought(kind: Kind | undefined): boolean {
  return (
    kind === 'account' ||
    kind === 'transaction' ||
    kind === 'connection' ||
    kind === 'bankClient' ||
    kind === 'token' ||
    kind === 'transfer' ||
    kind === 'transferOrder' ||
    kind === 'question' ||
    kind === 'notice'
  )
}

/** Whether somebody of this role may call a route; the table of routes says it, and nothing else. */
function isAllowed({ path, who, token }: ApiRoute, role: Role): boolean {
  if (role === 'token' && isApi(path)) return token === true
  if (who === 'everybody') return true
  if (role === 'visitor' || role === 'token') return false
  if (who === 'owner') return role === 'owner'
  return who === 'members' || role !== 'child'
}

/** The status that a call must have. */
export function expectStatus(
  { route, row }: { route: ApiRoute; row: PrivacyRow },
  call: Call,
): number {
  if (!isAllowed(route, call.role)) return expectRefusal(row, call.role)
  if (call.isStale && (route.fresh === true || row.fresh === true)) return 403
  const answers = typeof row.answers === 'function' ? row.answers(call) : row.answers
  return typeof answers === 'number' ? answers : (answers[call.belonging] ?? 404)
}

/** Outside of it nobody looks at a token: who comes with one is a visitor. */
export function isApi(path: string): boolean {
  return path.startsWith('/api/')
}

function expectRefusal({ refusals }: PrivacyRow, role: Role): number {
  if (role === 'visitor' || (role === 'token' && refusals)) return refusals?.visitor ?? 401
  return refusals?.forbidden ?? 403
}
