import type { Router } from 'express'
import type { BankEntry, BanksAnswer } from '@skrin/shared/api/banks'
import type { MemberId } from '@skrin/shared/brand'
import { listBankClients, openBankClient } from '../connections/bankClients.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'

export function createBanksRouter(context: Context): Router {
  const router = createRouter()
  router.get('/banks', async (_request, response) => {
    const answer: BanksAnswer = { banks: await describeBanks(context, memberOf(response).id) }
    response.json(answer)
  })
  return router
}

async function describeBanks(context: Context, member: MemberId): Promise<BankEntry[]> {
  const own = await listBankClients(context.db, member)
  const usable = own.filter((row) => openBankClient(context.bankClientSealer, row) !== null)
  return [...context.banks.values()].map(({ manifest }) => {
    const isOwn = usable.some(({ bank }) => bank === manifest.id)
    const isHouseholds = context.secrets.bankClients.has(manifest.id)
    const client = isOwn ? 'own' : isHouseholds ? 'household' : null
    return { ...manifest, configured: client !== null, client }
  })
}
