import type { Router } from 'express'
import type { BanksAnswer } from '@skrin/shared/api/banks'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'

export function createBanksRouter(context: Context): Router {
  const router = createRouter()
  const answer: BanksAnswer = {
    banks: [...context.banks.values()].map(({ manifest }) => ({
      ...manifest,
      configured: context.secrets.bankClients.has(manifest.id),
      client: context.secrets.bankClients.has(manifest.id) ? 'household' : null,
    })),
  }
  router.get('/banks', (_request, response) => void response.json(answer))
  return router
}
