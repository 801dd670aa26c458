import type { Router } from 'express'
import {
  rateRemovalQuery,
  rateRequest,
  ratesImportRequest,
  ratesQuery,
} from '@skrin/shared/api/rates'
import type { Rate, RatesAnswer, RatesImportAnswer } from '@skrin/shared/api/rates'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { parseRates } from '../understanding/rates/parseRates.ts'
import { listRates, removeRate, saveRates } from '../understanding/rates/rateRows.ts'

/** Dated rates that people entered or imported, for the whole household. */
export function createRatesRouter({ db }: Context): Router {
  const router = createRouter()

  router.get('/rates', async (request, response) => {
    const answer: RatesAnswer = {
      rates: await listRates(db, parseRequest(ratesQuery, request.query)),
    }
    response.json(answer)
  })
  router.put('/rates', async (request, response) => {
    const wanted = parseRequest(rateRequest, request.body)
    await saveRates(db, { rates: [wanted], source: 'person', by: memberOf(response).id })
    const answer: Rate = { ...wanted, source: 'person' }
    response.json(answer)
  })
  router.delete('/rates', async (request, response) => {
    await removeRate(db, parseRequest(rateRemovalQuery, request.query))
    response.status(204).end()
  })
  router.post('/rates/import', async (request, response) => {
    const { csv } = parseRequest(ratesImportRequest, request.body)
    const rates = parseRates(csv)
    await saveRates(db, { rates, source: 'file', by: memberOf(response).id })
    const answer: RatesImportAnswer = { taken: rates.length }
    response.json(answer)
  })
  return router
}
