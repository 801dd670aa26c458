import type { Router } from 'express'
import { choicesQuery } from '@skrin/shared/api/banks'
import type { BankEntry, BanksAnswer, ChoicesAnswer } from '@skrin/shared/api/banks'
import type { MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import { listBankClients, openBankClient } from '../connections/bankClients.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { presenceOf } from '../http/presence.ts'
import { asProblem } from './asProblem.ts'

export function createBanksRouter(context: Context): Router {
  const router = createRouter()
  router.get('/banks', async (_request, response) => {
    const answer: BanksAnswer = { banks: await describeBanks(context, memberOf(response).id) }
    response.json(answer)
  })
  router.get('/banks/:bank/choices', async (request, response) => {
    const { country } = parseRequest(choicesQuery, request.query)
    const bank = context.banks.get(request.params.bank)
    const choice = bank?.manifest.choices.find(({ source }) => source === 'bank')
    if (!bank || !choice) throw new AppError('not_found')
    const { id } = bank.manifest
    const chooser = { member: memberOf(response).id, bank: id, presence: presenceOf(request) }
    const options = await asProblem(context.bankOptions.list(chooser, country))
    const answer: ChoicesAnswer = { name: choice.name, options: [...options] }
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
