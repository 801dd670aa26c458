import { localDateIn } from '@skrin/shared/dates'
import type { Request, RequestHandler, Response, Router } from 'express'
import type { WorldAccount } from '../../world/world.ts'
import { accountIdOf, toAccountBody, toBalances } from './accountBodies.ts'
import type { AccountContext } from './accountBodies.ts'
import { createConsentGuard, createTokenGuard, visitOf } from './guard.ts'
import { toNextPage, toPage } from './pages.ts'
import { BANK, ZONE, begin } from './parts.ts'
import type { AritmaParts } from './parts.ts'
import { sendProblem } from './problems.ts'
import { sendDetails, sendTransactions } from './transactionRoutes.ts'

export interface AccountRequest {
  readonly parts: AritmaParts
  readonly account: WorldAccount
  readonly accountId: string
  readonly context: AccountContext
}

/** What a consent opens. */
export function addAccountRoutes(router: Router, parts: AritmaParts): void {
  const get = (path: string, name: string, handler: RequestHandler) =>
    router.get(
      path,
      begin(parts, name),
      createTokenGuard(parts),
      createConsentGuard(parts, name),
      handler,
    )

  get('/accounts', 'accounts', sendAccounts(parts))
  get('/accounts/:accountId', 'account', withAccount(parts, sendAccount))
  get('/accounts/:accountId/balances', 'balances', withAccount(parts, sendBalances))
  get('/accounts/:accountId/transactions', 'transactions', withAccount(parts, sendTransactions))
  get(
    '/accounts/:accountId/transactions/:transactionId',
    'transaction',
    withAccount(parts, sendDetails),
  )
}

function sendAccounts(parts: AritmaParts): RequestHandler {
  return (request, response) => {
    const { kit, switches } = parts
    const context = contextOf(parts, request, response)
    const page = toPage(
      accountsOf(parts, response).filter((account) => isWanted(account, request)),
      request.query['cursor'],
      switches.accountPageSize,
    )
    if (!page) return sendProblem(response, 400, 'cursor is not valid')
    const place = switches.nextPage === 'transactionsLink' ? 'link' : switches.nextPage
    const accounts = page.items.map((account) => toAccountBody(account, context))
    const isWrong = kit.faults.take(BANK, 'accounts', ['wrong_shape']) !== undefined
    response.json({
      accounts: isWrong ? accounts.map(withWrongAmount) : accounts,
      ...toNextPage(request, { path: '/accounts', next: page.next, place }).top,
    })
  }
}

function isWanted({ iban, number, name }: WorldAccount, { query }: Request): boolean {
  const { iban: wantedIban = iban, bban = number, search } = query
  const isFound = typeof search !== 'string' || name.includes(search)
  return wantedIban === iban && bban === number && isFound
}

function sendAccount({ account, context }: AccountRequest, response: Response): void {
  response.json(toAccountBody(account, context))
}

function sendBalances({ account, context }: AccountRequest, response: Response): void {
  const { iban, number: bban, currency } = account
  response.json({ account: { iban, bban, currency }, balances: toBalances(account, context) })
}

function withAccount(
  parts: AritmaParts,
  handler: (found: AccountRequest, response: Response, request: Request) => void,
): RequestHandler {
  return (request, response) => {
    const context = contextOf(parts, request, response)
    const accountId = String(request.params['accountId'])
    const account = accountsOf(parts, response).find(
      (one) => accountIdOf(one, context.consentId) === accountId,
    )
    if (!account) return sendProblem(response, 404, 'Account not found')
    handler({ parts, account, accountId, context }, response, request)
  }
}

/** One consent is one person at one bank. */
export function accountsOf({ kit }: AritmaParts, response: Response): readonly WorldAccount[] {
  const { person, bic } = visitOf(response)
  return kit.world.accountsOf(person.id, BANK).filter((account) => account.bic === bic)
}

function contextOf({ kit }: AritmaParts, request: Request, response: Response): AccountContext {
  return {
    world: kit.world,
    today: localDateIn(ZONE, kit.now()),
    consentId: visitOf(response).consentId,
    withBalance: request.query['withBalance'] === 'true',
  }
}

function withWrongAmount(account: object) {
  const balanceAmount = { currency: 'NOK', amount: '12,50' }
  return { ...account, balances: [{ balanceType: 'interimBooked', balanceAmount }] }
}
