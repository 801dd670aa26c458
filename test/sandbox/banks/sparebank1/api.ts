import express, { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { localDateIn } from '@skrin/shared/dates'
import type { PersonId, WorldAccount } from '../../world/world.ts'
import { isAskedFor, keyOf, numberOf, toAccountBody, toNumber } from './accountBodies.ts'
import { refuse } from './errors.ts'
import { BANK, step } from './parts.ts'
import type { Parts } from './parts.ts'
import { quota } from './quota.ts'
import { readRowId, toDetailsBody } from './transactionBodies.ts'
import { exportTransactions, listTransactions } from './transactions.ts'
import { addTransferRoutes } from './transferRoutes.ts'

const JSON_TYPES = [
  'application/json',
  ...[1, 4, 5].map((n) => `application/vnd.sparebank1.v${n}+json`),
]

export interface Visit {
  readonly person: PersonId
  readonly accounts: readonly WorldAccount[]
  /** Account keys move with it. */
  readonly epoch: number
}

/** Accounts, transactions and transfers. */
export function createApi(parts: Parts): Router {
  const { kit } = parts
  const state = { epoch: 0 }
  const router = Router()
  const count = quota(parts)
  const at = (name: string) => [step(parts, name), readGrant(parts, name), count]
  const visit = (response: Response): Visit => {
    const person: PersonId = response.locals['person']
    return { person, accounts: kit.world.accountsOf(person, BANK), epoch: state.epoch }
  }
  const today = () => localDateIn('Europe/Oslo', kit.now())
  const toBody = (account: WorldAccount, { person, epoch }: Visit) => {
    const balance = kit.world.balanceOf(account.id, today())
    return toAccountBody(account, {
      world: kit.world,
      person,
      balance,
      epoch,
      switches: parts.switches,
    })
  }

  router.get('/accounts', ...at('accounts'), wantJson, (request, response) => {
    if (kit.faults.take(BANK, 'accounts', ['changed_ids'])) state.epoch++
    const current = visit(response)
    const asked = current.accounts.filter((account) => isAskedFor(account, request.query))
    if (kit.faults.take(BANK, 'accounts', ['partial'])) {
      const kept = asked.filter(({ kind }) => kind !== 'card')
      return void response.json({
        accounts: kept.map((account) => toBody(account, current)),
        errors: ['CREDIT_ACCOUNTS_FAILED'],
      })
    }
    const wrong = kit.faults.take(BANK, 'accounts', ['wrong_shape'])
    const bodies = asked.map((account) => ({
      ...toBody(account, current),
      ...(wrong && { [String(wrong.value ?? 'balance')]: { unexpected: true } }),
    }))
    response.json({ accounts: bodies, errors: [] })
  })

  router.post(
    '/accounts/balance',
    express.json({ type: 'application/*' }),
    ...at('balance'),
    (request, response) => {
      if (!request.is('application/vnd.sparebank1.v1+json')) {
        return void refuse(response, { status: 415, code: 'unsupported.media.type' })
      }
      const number: unknown = request.body?.accountNumber
      if (typeof number !== 'string' || !/^\d{11}$/.test(number)) {
        return void refuse(response, {
          status: 400,
          code: 'account.number.invalid.format',
          resource: 'accountNumber',
        })
      }
      const account = visit(response).accounts.find((one) => numberOf(one) === number)
      if (!account) return void refuse(response, { status: 404, code: 'account.not.found' })
      if (kit.faults.take(BANK, 'balance', ['wrong_shape']))
        return void response.json({ balance: null })
      // Only this field is known of the answer.
      response.json({
        accountBalance: toNumber(kit.world.balanceOf(account.id, today()).bookedMinor),
      })
    },
  )

  router.get('/accounts/:key', ...at('account'), wantJson, (request, response) => {
    const current = visit(response)
    const { key } = request.params
    const account = current.accounts.find((one) =>
      key === 'default' ? one.kind === 'current' : keyOf(one, current.epoch) === key,
    )
    if (!account) return void refuse(response, { status: 404, code: 'account.not.found' })
    response.json(toBody(account, current))
  })

  router.get(
    '/transactions',
    ...at('transactions'),
    wantJson,
    listTransactions(parts, { visit, today }),
  )
  router.get('/transactions/export', ...at('export'), exportTransactions(parts, { visit, today }))

  router.get(
    '/transactions/:id/details',
    ...at('transactionDetails'),
    wantJson,
    (request, response) => {
      const id = readRowId(String(request.params['id']))
      for (const account of visit(response).accounts) {
        const row = kit.world.transactionsOf(account.id, today()).find((one) => one.id === id)
        if (row) return void response.json(toDetailsBody(row, account))
      }
      refuse(response, { status: 404, code: 'transaction.not.found' })
    },
  )
  addTransferRoutes(router, parts, { at, visit, today })
  return router
}

/** 401 is plain text here, whatever was asked for. */
function readGrant({ kit, grants }: Parts, name: string): RequestHandler {
  return (request, response, next) => {
    if (kit.faults.take(BANK, name, ['revoked_consent'])) grants.revokeAll()
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    const person = token === undefined ? null : grants.personOf(token)
    if (person === null) return void response.status(401).type('text/plain').send('Unauthorized')
    response.locals['person'] = person
    response.locals['scope'] = grants.scopeOf(token ?? '')
    next()
  }
}

/** The bank's tutorials send no Accept at all and get JSON; some clients leave the charset out. */
function wantJson(request: Request, response: Response, next: () => void): void {
  const accepted = (request.headers.accept ?? '*/*')
    .split(',')
    .map((item) => item.split(';')[0]?.trim() ?? '')
  if (!accepted.some((type) => type === '*/*' || JSON_TYPES.includes(type))) {
    return void refuse(response, { status: 406, code: 'not.acceptable' })
  }
  next()
}
