import type { Response, Router } from 'express'
import { ruleId } from '@skrin/shared/api/primitives'
import { rulePreviewRequest, ruleRequest, rulesOrder } from '@skrin/shared/api/rules'
import type { RuleAnswer, RuleEffect, RulesAnswer } from '@skrin/shared/api/rules'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { viewerOf } from '../http/viewerOf.ts'
import {
  addRule,
  applyRule,
  changeRule,
  describeRules,
  orderRules,
  removeRule,
} from '../understanding/rules/changeRules.ts'
import { previewRule } from '../understanding/rules/previewRule.ts'

/** One's own rules, for rows of one's own accounts. */
export function createRulesRouter(context: Context): Router {
  const router = createRouter()
  const { db } = context
  const sendRules = async (response: Response) => {
    const answer: RulesAnswer = { rules: await describeRules(db, memberOf(response).id) }
    response.json(answer)
  }

  router.get('/rules', (_request, response) => sendRules(response))
  router.put('/rules', async (request, response) => {
    const { order } = parseRequest(rulesOrder, request.body)
    await orderRules(db, memberOf(response).id, order)
    await sendRules(response)
  })
  router.post('/rules', async (request, response) => {
    const wish = parseRequest(ruleRequest, request.body)
    const answer: RuleAnswer = await addRule(context, memberOf(response).id, wish)
    response.status(201).json(answer)
  })
  router.post('/rules/preview', async (request, response) => {
    const wish = parseRequest(rulePreviewRequest, request.body)
    response.json(await previewRule(db, viewerOf(response), wish))
  })
  router.put('/rules/:id', async (request, response) => {
    const place = { member: memberOf(response).id, id: parseRequest(ruleId, request.params.id) }
    const answer: RuleAnswer = await changeRule(db, place, parseRequest(ruleRequest, request.body))
    response.json(answer)
  })
  router.post('/rules/:id/apply', async (request, response) => {
    const place = { member: memberOf(response).id, id: parseRequest(ruleId, request.params.id) }
    const answer: RuleEffect = { changed: await applyRule(db, place) }
    response.json(answer)
  })
  router.delete('/rules/:id', async (request, response) => {
    const place = { member: memberOf(response).id, id: parseRequest(ruleId, request.params.id) }
    const answer: RuleEffect = { changed: await removeRule(db, place) }
    response.json(answer)
  })
  return router
}
