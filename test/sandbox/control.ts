import express, { Router } from 'express'
import type { RequestHandler } from 'express'
import * as v from 'valibot'
import { faultKinds } from './kit/faults.ts'
import type { Fault, Faults } from './kit/faults.ts'
import type { Journal } from './kit/journal.ts'
import type { SandboxBank } from './kit/sandboxBank.ts'
import type { World } from './world/world.ts'

const fault = v.strictObject({
  bank: v.string(),
  operation: v.optional(v.string(), '*'),
  kind: v.picklist(faultKinds),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  value: v.optional(v.union([v.number(), v.string()])),
})
const whichBank = v.object({ bank: v.optional(v.string()) })
const whichEntries = v.object({ bank: v.optional(v.string()), operation: v.optional(v.string()) })

/** Faults, the journal and time for tests in another process; see docs of each fault in `kit/faults.ts`. */
export function createControl(sandbox: {
  faults: Faults
  journal: Journal
  world: World
  banks: ReadonlyMap<string, SandboxBank>
}): Router {
  const { faults, journal, world, banks } = sandbox
  const chosen = (body: unknown) => {
    const { bank } = v.parse(whichBank, body ?? {})
    return [...banks].filter(([id]) => bank === undefined || bank === id).map(([, one]) => one)
  }
  const router = Router()
  router.use(onlyLoopback, express.json(), onlyJson)

  router.post('/faults', (request, response) => {
    faults.set(toFault(v.parse(fault, request.body)))
    response.status(201).json({ set: true })
  })
  router.delete('/faults', (request, response) => {
    faults.clear(v.parse(whichBank, request.query).bank)
    response.json({ cleared: true })
  })
  router.get('/journal', (request, response) => {
    const { bank, operation } = v.parse(whichEntries, request.query)
    response.json({ entries: journal.entries(bank, operation) })
  })
  router.delete('/journal', (_request, response) => {
    journal.clear()
    response.json({ cleared: true })
  })
  router.get('/moves', (_request, response) => {
    response.json({ moves: world.moves() })
  })
  router.get('/secrets', (_request, response) => {
    response.json({ secrets: journal.secrets() })
  })
  router.post('/expire-tokens', (request, response) => {
    for (const bank of chosen(request.body)) bank.expireAccessTokens()
    response.json({ expired: true })
  })
  router.post('/revoke-grants', (request, response) => {
    for (const bank of chosen(request.body)) bank.revokeGrants()
    response.json({ revoked: true })
  })
  router.use(refuse)
  return router
}

function toFault({ times, value, ...rest }: v.InferOutput<typeof fault>): Fault {
  return { ...rest, ...(times !== undefined && { times }), ...(value !== undefined && { value }) }
}

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

// A web page that points a name of its own at this machine must not get at the secrets.
const onlyLoopback: RequestHandler = (request, response, next) => {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '')
  if (loopbackNames.has(name)) return next()
  response.status(403).json({ error: 'only for loopback host names' })
}

// A form on some web page cannot send this media type.
const onlyJson: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST' || request.is('application/json')) return next()
  response.status(415).json({ error: 'send application/json' })
}

const refuse: express.ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!(error instanceof v.ValiError) && !(error instanceof SyntaxError)) return next(error)
  response.status(400).json({ error: error.message })
}
