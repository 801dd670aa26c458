import type { Router } from 'express'
import type { BankClientsAnswer } from '@skrin/shared/api/bankClients'
import { bankClientId } from '@skrin/shared/api/primitives'
import { AppError } from '../appError.ts'
import { describeBankClients, listBankClients } from '../connections/bankClients.ts'
import { removeBankClient } from '../connections/removeBankClient.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { inSession } from '../household/accessLog.ts'

/** One's own bank clients, as far as the page may know them. They are entered on a page without script, never here. */
export function createBankClientsRouter(context: Context): Router {
  const router = createRouter()

  router.get('/bank-clients', async (_request, response) => {
    const answer: BankClientsAnswer = {
      bankClients: await describeBankClients(context, memberOf(response).id),
    }
    response.json(answer)
  })

  router.delete('/bank-clients/:id', async (request, response) => {
    const id = parseRequest(bankClientId, request.params['id'])
    const member = memberOf(response)
    const rows = await listBankClients(context.db, member.id)
    const client = rows.find((row) => row.id === id)
    if (!client) throw new AppError('not_found')
    await removeBankClient(context, client, inSession(member))
    response.status(204).end()
  })

  return router
}
