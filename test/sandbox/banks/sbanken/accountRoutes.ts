import type { Router } from 'express'
import { toAccountBody, toAccountId } from './accountBodies.ts'
import { internalTrouble, sendItem, sendList, sendTrouble, toErrorEnvelope } from './answers.ts'
import type { Trouble } from './answers.ts'
import { BANK } from './parts.ts'
import type { SbankenParts } from './parts.ts'
import { openVisit } from './visit.ts'

export const noSuchAccount: Trouble = {
  status: 404,
  errorType: 'NotFound',
  message: 'Account not found.',
}

export function addAccountRoutes(router: Router, parts: SbankenParts): void {
  const { kit, today, begin } = parts

  router.get('/apibeta/api/:version/Accounts', ...begin('accounts'), (request, response) => {
    const visit = openVisit(parts, request, response)
    if (!visit) return
    const { version, accounts } = visit
    const bodies = accounts.map((account) => toAccountBody(kit, account, today()))
    const fault = kit.faults.take(BANK, 'accounts', ['partial', 'wrong_shape'])
    if (fault?.kind === 'partial' && version === 'v1') {
      return void response.json({
        availableItems: 0,
        items: null,
        ...toErrorEnvelope(internalTrouble),
      })
    }
    const items =
      fault?.kind === 'wrong_shape'
        ? bodies.map((body) => ({ ...body, balance: { amount: body.balance, currency: 'NOK' } }))
        : bodies.slice(0, fault ? -1 : undefined)
    sendList(response, version, { items, availableItems: bodies.length })
  })

  router.get(
    '/apibeta/api/:version/Accounts/:accountId',
    ...begin('accounts'),
    (request, response) => {
      const visit = openVisit(parts, request, response)
      if (!visit) return
      const { version, accounts } = visit
      const account = accounts.find((one) => toAccountId(one) === request.params['accountId'])
      if (!account) return sendTrouble(response, version, noSuchAccount)
      sendItem(response, version, toAccountBody(kit, account, today()))
    },
  )
}
