import type { Account } from '@skrin/shared/api/accounts'
import type { Share } from '@skrin/shared/api/sharing'
import { toInstant } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { compareLevels } from './accessLevels.ts'
import type { VisibleAccount } from './joinObservations.ts'
import type { Observation } from './listObservations.ts'
import { toShownName } from './shownName.ts'

/** Figures older than this are marked, whatever the connection says. */
const STALE_MS = 24 * 60 * 60_000

interface Surroundings {
  readonly now: number
  /** With whom the viewer shares it; null where it is not theirs to share. */
  readonly sharing: Share[] | null
}

/** An account as its viewer may know it. What only a balance is shared of has neither number, holder nor anything to spend. */
export function describeAccount(
  { id, level, observations }: VisibleAccount,
  { now, sharing }: Surroundings,
): Omit<Account, 'trend'> {
  const [first] = observations
  const face = [...observations].sort(byDetail)[0] ?? first
  const figures = findFigures(observations)
  const isOpen = face.level !== 'balance'
  return {
    id,
    bank: face.bank,
    bankLabel: face.bank_label,
    connection: observations.find(isOwnConnected)?.connection_id ?? null,
    owner: toPerson(first),
    holder: isOpen ? face.holder : null,
    name: toShownName(face),
    number: isOpen ? face.number : null,
    iban: isOpen ? face.iban : null,
    kind: face.kind,
    currency: face.currency,
    balance: toMoney(figures, figures.balance_minor),
    available: toMoney(figures, findAvailable(observations, figures)),
    closed: isClosed(figures),
    access: level,
    owners: toPeople(observations),
    sharing,
    connected: observations.some(isConnected),
    asOf: toInstant(figures.as_of),
    stale: figures.status !== 'working' || now - figures.as_of > STALE_MS,
  }
}

/**
 * The observation whose balance is the account's: the freshest that tells one. Where every connection that is left says
 * closed, one that was given up while it was open says nothing any more: its old balance would count for ever.
 */
export function findFigures(observations: VisibleAccount['observations']): Observation {
  const left = observations.filter(isConnected)
  const isOver = left.length > 0 && left.every(isClosed)
  const [best] = (isOver ? left : [...observations]).sort(byFreshness)
  return best ?? observations[0]
}

function byFreshness(a: Observation, b: Observation): number {
  const isTold = ({ balance_minor: minor }: Observation) => Number(minor !== null)
  return (
    a.closed - b.closed ||
    isTold(b) - isTold(a) ||
    b.as_of - a.as_of ||
    compareLevels(a.level, b.level)
  )
}

/** Who may see the most says what it is called; of several the freshest. */
function byDetail(a: Observation, b: Observation): number {
  return compareLevels(a.level, b.level) || byFreshness(a, b)
}

/** Of the figures themselves; where these share the balance only, of others that tell the very same balance. */
function findAvailable(observations: readonly Observation[], figures: Observation): number | null {
  const isSame = (one: Observation) => one.balance_minor === figures.balance_minor
  const [source] = [figures, ...[...observations].sort(byFreshness).filter(isSame)].filter(
    ({ level }) => level !== 'balance',
  )
  return source?.available_minor ?? null
}

function toMoney({ currency }: Observation, minor: number | null) {
  return minor === null ? null : moneyFromMinor(minor, parseCurrency(currency))
}

function isClosed({ closed }: Observation): boolean {
  return closed === 1
}

function isConnected({ status }: Observation): boolean {
  return status !== 'disconnected'
}

function isOwnConnected(observation: Observation): boolean {
  return observation.level === 'own' && isConnected(observation)
}

function toPerson({ member_id: id, member_name: name }: Observation) {
  return { id, name }
}

function toPeople(observations: readonly Observation[]) {
  return [...new Map(observations.map((one) => [one.member_id, toPerson(one)])).values()]
}
