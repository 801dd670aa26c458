import type { Request, Response, Router } from 'express'
import { finishConnect } from '../connections/connectFlow.ts'
import type { CallbackResult, ConnectDeps } from '../connections/connectFlow.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import type { ConnectionId } from '@skrin/shared/brand'
import { attemptCookie } from './attemptCookie.ts'
import { presenceOf } from '../http/presence.ts'

export function toConnectDeps(context: Context): ConnectDeps {
  const { db, clock, log, vault, access, bankOptions: options, attemptSealer: sealer } = context
  return { db, clock, log, vault, access, options, sealer, publicUrl: context.config.publicUrl }
}

/** Where banks send the browser back. Outside /api: it is a navigation from another site, guarded by the attempt. */
export function createConnectRouter(context: Context): Router {
  const router = createRouter()
  router.get('/connect/:bank/callback', async (request, response) => {
    response.set('Cache-Control', 'no-store')
    const attempt = attemptCookie(context.config.publicUrl).read(request)
    const result: CallbackResult =
      attempt === undefined ? { kind: 'refused' } : await finish(context, request, attempt)
    answer(context, response, { result, bank: request.params.bank })
    if (result.kind === 'connected') await refreshSoon(context, request, result.connection)
  })
  return router
}

function finish(
  context: Context,
  request: Request<{ bank: string }>,
  attempt: string,
): Promise<CallbackResult> {
  const query = new URL(request.originalUrl, context.config.publicUrl).searchParams
  return finishConnect(toConnectDeps(context), {
    bank: request.params.bank,
    attempt,
    query,
    presence: presenceOf(request),
  })
}

/** 303 to a fixed page of ours, so that neither code nor state stays in the address bar or the history. */
function answer(
  context: Context,
  response: Response,
  { result, bank }: { result: CallbackResult; bank: string },
): void {
  const { publicUrl } = context.config
  if (result.kind === 'redirect') {
    attemptCookie(publicUrl).set(response, result.attempt)
    response.redirect(303, result.redirectTo)
    return
  }
  if (result.kind === 'refused') {
    // Not the attempt of this browser, bank or session: nothing is taken and nothing cleared.
    response.status(400).type('html').send(refusedPage)
    return
  }
  if (result.kind !== 'used') attemptCookie(publicUrl).clear(response)
  response.redirect(303, pageFor(result, bank))
}

function pageFor(
  result: Exclude<CallbackResult, { kind: 'redirect' | 'refused' }>,
  bank: string,
): string {
  switch (result.kind) {
    case 'connected':
      return `/banks/connected?${new URLSearchParams({
        connection: result.connection,
        ...(result.returnTo !== null && { returnTo: result.returnTo }),
      }).toString()}`
    case 'failed':
      return `/banks?${new URLSearchParams({ problem: result.problem, bank }).toString()}`
    case 'used':
      return '/banks'
  }
}

/** Without script, as the Content-Security-Policy wants it; moves on to the page that explains, in the person's language. */
const refusedPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=/banks?problem=connect_expired">
<title>Skrin</title>
<p><a href="/banks?problem=connect_expired">Skrin</a></p>
`

/** Begins asking while the browser is still on its way to the page that will show the answer. */
async function refreshSoon(
  context: Context,
  request: Request,
  connection: ConnectionId,
): Promise<void> {
  const row = await context.db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', connection)
    .executeTakeFirst()
  if (row) await context.refresher.refresh(row, presenceOf(request))
}
