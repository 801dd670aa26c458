import type { Request, Response, Router } from 'express'
import { insightsQuery, recurringChange, recurringQuery } from '@skrin/shared/api/insights'
import type { RecurringAnswer } from '@skrin/shared/api/insights'
import { parseCurrency } from '@skrin/shared/money'
import { createOpenedNoter } from '../accounts/noteOpened.ts'
import type { OpenedNoter } from '../accounts/noteOpened.ts'
import { listOpenAccounts } from '../accounts/visibleAccounts.ts'
import type { VisibleFilter } from '../accounts/visibleAccounts.ts'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { toHouseholdDay } from '../household/householdDay.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { readerOf, viewerOf } from '../http/viewerOf.ts'
import { describeBalance } from '../understanding/insights/describeBalance.ts'
import { describeCategories } from '../understanding/insights/describeCategories.ts'
import { describeChanges } from '../understanding/insights/describeChanges.ts'
import { describeFlow } from '../understanding/insights/describeFlow.ts'
import type { Asked } from '../understanding/insights/describeFlow.ts'
import { toPeriod } from '../understanding/insights/period.ts'
import type { Scope } from '../understanding/insights/readFigures.ts'
import { openConverter } from '../understanding/rates/converter.ts'
import {
  describeRecurring,
  dismissRecurring,
} from '../understanding/recurring/describeRecurring.ts'

/** What the transactions tell, of everything that one may see. */
export function createInsightsRouter(context: Context): Router {
  const router = createRouter()
  const { db, clock } = context
  const deps = { ...context, noteOpened: createOpenedNoter(context) }
  const answerWith =
    (describe: (asked: Asked) => Promise<unknown>) =>
    async (request: Request, response: Response) => {
      response.json(await describe(await ask(deps, request, response)))
    }

  router.get(
    '/insights/flow',
    answerWith((asked) => describeFlow(db, asked)),
  )
  router.get(
    '/insights/categories',
    answerWith((asked) => describeCategories(db, asked)),
  )
  router.get(
    '/insights/changes',
    answerWith(({ scope, period }) => describeChanges(db, scope, period)),
  )
  router.get(
    '/insights/balance',
    answerWith(({ scope, ...asked }) =>
      describeBalance(db, {
        ...asked,
        accounts: scope.asked,
        today: toHouseholdDay(clock.now()),
      }),
    ),
  )
  router.get('/insights/recurring', async (request, response) => {
    const query = parseRequest(recurringQuery, request.query)
    response.json(await describeAll(deps, response, query))
  })
  router.put('/insights/recurring/:id', async (request, response) => {
    const { dismissed } = parseRequest(recurringChange, request.body)
    const { recurring } = await describeAll(deps, response, {})
    const one = recurring.find(({ id }) => id === request.params.id)
    if (!one) throw new AppError('not_found')
    await dismissRecurring(db, { member: memberOf(response).id, id: one.id, dismissed })
    response.status(204).end()
  })
  return router
}

type Deps = Context & { readonly noteOpened: OpenedNoter }

async function describeAll(
  deps: Deps,
  response: Response,
  filter: VisibleFilter,
): Promise<RecurringAnswer> {
  const scope = await openScope(deps, response, filter)
  const today = toHouseholdDay(deps.clock.now())
  return describeRecurring(deps.db, { scope, member: memberOf(response).id, today })
}

async function openScope(
  { db, noteOpened }: Deps,
  response: Response,
  filter: VisibleFilter,
): Promise<Scope> {
  const viewer = viewerOf(response)
  const open = await listOpenAccounts(db, viewer)
  const asked = await listOpenAccounts(db, viewer, filter)
  await noteOpened(readerOf(response), asked)
  return { open, asked }
}

async function ask(deps: Deps, request: Request, response: Response): Promise<Asked> {
  const { from, to, convert, ...filter } = parseRequest(insightsQuery, request.query)
  return {
    scope: await openScope(deps, response, filter),
    period: toPeriod({ from, to }, toHouseholdDay(deps.clock.now())),
    converter: convert === undefined ? null : await openConverter(deps.db, parseCurrency(convert)),
  }
}
