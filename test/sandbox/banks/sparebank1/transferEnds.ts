import type { World, WorldAccount } from '../../world/world.ts'
import { cardIdOf, numberOf } from './accountBodies.ts'
import type { Visit } from './api.ts'
import { BANK } from './parts.ts'
import type { Parts } from './parts.ts'
import { isAccountNumber } from './transferBodies.ts'
import type { TransferBody } from './transferBodies.ts'
import type { TransferCode } from './transferCodes.ts'

export interface TransferEnds {
  readonly from: WorldAccount
  readonly to: WorldAccount
}

/** A text: the code that the body is refused with. */
export type FindEnds = (body: TransferBody, visit: Visit) => TransferEnds | TransferCode

/** Creditors that must be told what is paid, which a transfer cannot: two that the household pays by giro. */
const creditors = ['12993405568', '12993409988']

export const debitEnds =
  ({ kit }: Parts): FindEnds =>
  ({ fromAccount, toAccount }, visit) => {
    if (!isAccountNumber(fromAccount)) return 'from.account.number.invalid.format'
    if (typeof toAccount === 'string' && creditors.includes(toAccount))
      return 'transfer.to.creditor.that.requires.kid.is.not.supported'
    if (!isAccountNumber(toAccount)) return 'to.account.number.invalid.format'
    if (fromAccount === toAccount) return 'accounts.not.different'
    const from = findOwn(visit, fromAccount)
    if (!from) return 'from.account.no.access'
    const to = findOwn(visit, toAccount)
    if (to) return { from, to }
    return isHere(kit.world, toAccount) ? 'to.account.no.access' : 'to.account.unknown'
  }

export const findCardEnds: FindEnds = ({ fromAccount, creditCardAccountId }, visit) => {
  if (!isAccountNumber(fromAccount)) return 'from.account.number.invalid.format'
  const from = findOwn(visit, fromAccount)
  if (!from) return 'from.account.no.access'
  const to = visit.accounts.find(
    (account) => account.kind === 'card' && cardIdOf(account) === creditCardAccountId,
  )
  return to ? { from, to } : 'no.credit.card.account.found'
}

function findOwn({ accounts }: Visit, number: string): WorldAccount | undefined {
  return accounts.find((account) => numberOf(account) === number)
}

/** Somebody's account at this bank. */
function isHere(world: World, number: string): boolean {
  return world.people.some(({ id }) =>
    world.accountsOf(id, BANK).some((account) => numberOf(account) === number),
  )
}
