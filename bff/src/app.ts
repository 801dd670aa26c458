import express from 'express'
import type { Express, Router } from 'express'
import type { Context } from './context.ts'
import { authorize } from './http/authorize.ts'
import { bearer, inPerson } from './http/bearer.ts'
import { createRouter } from './http/createRouter.ts'
import { csrfGuard } from './http/csrf.ts'
import { jsonBody, refuseOtherBodies } from './http/jsonBody.ts'
import { noStore } from './http/noStore.ts'
import { noteRefusals } from './http/noteRefusals.ts'
import { methodNotAllowed } from './http/methodNotAllowed.ts'
import { noticeUnknownProxy } from './http/noticeUnknownProxy.ts'
import { notFound, problemHandler } from './http/problems.ts'
import { requestLog } from './http/requestLog.ts'
import { refuseAbsoluteTargets, refuseOtherMethods } from './http/requestTarget.ts'
import { securityHeaders } from './http/securityHeaders.ts'
import { sessionMiddleware } from './http/session.ts'
import { staticFiles } from './http/staticFiles.ts'
import { createAccessLogRouter } from './routes/accessLog.ts'
import { createAccountsRouter } from './routes/accounts.ts'
import { apiRoutes } from './routes/apiRoutes.ts'
import { createBankClientPageRouter } from './routes/bankClientPage.ts'
import { createBankClientsRouter } from './routes/bankClients.ts'
import { createBanksRouter } from './routes/banks.ts'
import { createConnectRouter } from './routes/connect.ts'
import { createConnectionsRouter } from './routes/connections.ts'
import { createEventsRouter } from './routes/events.ts'
import { createExportsRouter } from './routes/exports.ts'
import { createHealthRouter } from './routes/health.ts'
import { createImportsRouter, createUploadRouter } from './routes/imports.ts'
import { createInvitesRouter } from './routes/invites.ts'
import { createLedgerRouter } from './routes/ledger.ts'
import { createMembersRouter } from './routes/members.ts'
import { createNoticesRouter } from './routes/notices.ts'
import { createOpenApiRouter } from './routes/openapi.ts'
import { createPasskeysRouter } from './routes/passkeys.ts'
import { createSessionRouter } from './routes/session.ts'
import { createSessionsRouter } from './routes/sessions.ts'
import { createSetupRouter } from './routes/setup.ts'
import { createSignInMethodsRouter } from './routes/signInMethods.ts'
import { createTokensRouter } from './routes/tokens.ts'
import { createSsoCallbackRouter, createSsoRouter } from './routes/sso.ts'
import { createAnnotationsRouter } from './routes/annotations.ts'
import { createCategoriesRouter } from './routes/categories.ts'
import { createRulesRouter } from './routes/rules.ts'
import { createTransfersRouter } from './routes/transfers.ts'
import { createInsightsRouter } from './routes/insights.ts'
import { createRatesRouter } from './routes/rates.ts'
import { createTransactionsRouter } from './routes/transactions.ts'
import { createTransferOrdersRouter } from './routes/transferOrders.ts'
import { createTransferSwitchRouter } from './routes/transferSwitch.ts'
import { createViewsRouter } from './routes/views.ts'

/** Everything that answers but the pass-through (listener.ts), in the order in which a request meets it. */
export function createApp(context: Context): Express {
  const { config, log } = context
  const app = createExpress(context)

  app.use(requestLog(log))
  app.use(securityHeaders(config.publicUrl))
  app.use(refuseOtherMethods, refuseAbsoluteTargets)
  app.use(noticeUnknownProxy(log))
  app.use(createHealthRouter(context))
  // Where banks send the browser back: outside /api, because a navigation carries neither our header nor the Strict cookie.
  app.use(createConnectRouter(context))
  app.use(createSsoCallbackRouter(context))
  app.use(createBankClientPageRouter(context))
  app.use('/api', createApi(context))
  app.use(staticFiles(context.webDir))
  app.use(problemHandler(context))
  return app
}

/** The guard comes before any work: what another site sends reads no session and no body. */
function createApi(context: Context): Router {
  const api = createRouter()
  const { publicUrl } = context.config
  api.use(noStore)
  api.use(bearer(context, apiRoutes))
  api.use(inPerson(csrfGuard(publicUrl)))
  api.use(inPerson(sessionMiddleware({ ...context, publicUrl })))
  api.use(inPerson(authorize(context, apiRoutes)))
  api.use(createUploadRouter(context))
  api.use(refuseOtherBodies, jsonBody)
  api.use(createSessionRouter(context))
  api.use(createSetupRouter(context))
  api.use(createSignInMethodsRouter(context))
  api.use(createPasskeysRouter(context))
  api.use(createSsoRouter(context))
  api.use(createMembersRouter(context))
  api.use(createInvitesRouter(context))
  api.use(createSessionsRouter(context))
  api.use(createAccessLogRouter(context))
  api.use(createOpenApiRouter(context))
  api.use(createBanksRouter(context))
  api.use(createBankClientsRouter(context))
  api.use(createConnectionsRouter(context))
  api.use(createTransferSwitchRouter(context))
  api.use(createEventsRouter(context))
  api.use(createAccountsRouter(context))
  api.use(createTransactionsRouter(context))
  api.use(createTransferOrdersRouter(context))
  api.use(createLedgerRouter(context))
  api.use(createViewsRouter(context))
  api.use(createAnnotationsRouter(context))
  api.use(createCategoriesRouter(context))
  api.use(createRulesRouter(context))
  api.use(createTransfersRouter(context))
  api.use(createInsightsRouter(context))
  api.use(createRatesRouter(context))
  api.use(createTokensRouter(context))
  api.use(createImportsRouter(context))
  api.use(createExportsRouter(context))
  api.use(createNoticesRouter(context))
  api.use(methodNotAllowed(apiRoutes), notFound)
  api.use(noteRefusals(context, apiRoutes))
  return api
}

function createExpress({ config }: Context): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.set('case sensitive routing', true)
  app.set('strict routing', true)
  app.set('trust proxy', [...config.trustedProxies])
  // The public URL says what the browser speaks, not the last hop: behind a proxy that ends TLS every request looks plain,
  // and express-session would leave the Secure cookie out without a word.
  const secure = config.publicUrl.protocol === 'https:'
  Object.defineProperty(app.request, 'secure', { get: () => secure })
  return app
}
