import { localDateIn } from '@skrin/shared/dates'
import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { operation } from '../../kit/faults.ts'
import type { WorldAccount } from '../../world/world.ts'
import { resourceIdOf, toAccountBody, toBalances, toSingleAccountBody } from './accountBodies.ts'
import type { AccountContext, AisVersion } from './accountBodies.ts'
import { createGuard, personOf } from './guard.ts'
import type { GuardOptions } from './guard.ts'
import type { Payments } from './payments.ts'
import { sendProblem } from './problems.ts'
import type { SebSwitches } from './switches.ts'
import { toDetailsBody, transactionIdOf } from './transactionBodies.ts'
import { createTransactions } from './transactions.ts'

export interface AisOptions extends GuardOptions {
  readonly version: AisVersion
  readonly switches: SebSwitches
  readonly payments: Payments
}

export interface AccountRequest extends AccountContext {
  readonly account: WorldAccount
  /** Changes all transaction ids, as the fault `changed_ids` asks. */
  readonly salt: string
}

/** The account API of one version. */
export function createAis(options: AisOptions): Router {
  const { kit, version } = options
  const router = Router()
  const get = (path: string, name: string, handler: RequestHandler) =>
    router
      .route(path)
      .get(operation({ bank: 'seb', ...kit }, name), createGuard(options, name), handler)
      .all((_request, response) => sendProblem(response, 'SERVICE_INVALID', 'Only GET is offered'))

  get('/accounts', 'accounts', (request, response) => {
    const context = contextOf(options, request, response)
    const accounts = kit.world.accountsOf(context.person.id, 'seb')
    const body = { accounts: accounts.map((account) => toAccountBody(account, context)) }
    response.json(
      kit.faults.take('seb', 'accounts', ['wrong_shape']) ? withWrongAmount(body) : body,
    )
  })
  get(
    '/accounts/:accountId',
    'account',
    withAccount(options, 'account', (found, response) => {
      response.json(toSingleAccountBody(found.account, found))
    }),
  )
  get(
    '/accounts/:accountId/balances',
    'balances',
    withAccount(options, 'balances', (found, response) => {
      response.json({ balances: found.account.closed ? [] : toBalances(found.account, found) })
    }),
  )
  get(
    '/accounts/:accountId/transactions',
    'transactions',
    withAccount(options, 'transactions', createTransactions(options)),
  )
  get(
    '/accounts/:accountId/transactions/:transactionId',
    'transaction',
    withAccount(options, 'transaction', sendDetails),
  )
  router.use((_request, response) =>
    sendProblem(response, 'RESOURCE_UNKNOWN', `Nothing here in ${version}`),
  )
  return router
}

type AccountHandler = (found: AccountRequest, response: Response, request: Request) => void

function withAccount(options: AisOptions, name: string, handler: AccountHandler): RequestHandler {
  const { kit, version } = options
  return (request, response) => {
    const context = contextOf(options, request, response)
    const account = kit.world
      .accountsOf(context.person.id, 'seb')
      .find((one) => resourceIdOf(one, version) === request.params['accountId'])
    // What a closed account still answers is not documented; here its rows are gone.
    const isGone = account?.closed === true && name.startsWith('transaction')
    if (!account || isGone) return sendProblem(response, 'RESOURCE_UNKNOWN', 'Account not found')
    const hasNewIds = kit.faults.take('seb', name, ['changed_ids']) !== undefined
    handler({ ...context, account, salt: hasNewIds ? 'changed' : '' }, response, request)
  }
}

function contextOf(
  { kit, version }: AisOptions,
  request: Request,
  response: Response,
): AccountContext {
  return {
    world: kit.world,
    person: personOf(response),
    today: localDateIn('Europe/Stockholm', kit.now()),
    version,
    withBalance: request.query['withBalance'] === 'true',
  }
}

function sendDetails(found: AccountRequest, response: Response, request: Request): void {
  const { account, version, salt, world, today } = found
  const context = { version, salt, accountPath: '', bban: account.number }
  const row = world
    .transactionsOf(account.id, today)
    .find((one) => transactionIdOf(one, context) === request.params['transactionId'])
  if (!row) return sendProblem(response, 'RESOURCE_UNKNOWN', 'Transaction not found')
  response.json(toDetailsBody(row, context))
}

function withWrongAmount({ accounts }: { accounts: object[] }) {
  const balances = [
    { balanceType: 'interimBooked', balanceAmount: { amount: '12,50', currency: 'SEK' } },
  ]
  return { accounts: accounts.map((account) => ({ ...account, currency: 'SEK', balances })) }
}
