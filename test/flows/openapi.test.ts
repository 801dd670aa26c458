import { Validator } from '@seriousme/openapi-schema-validator'
import { createApp } from '@skrin/bff/app'
import { apiRoutes } from '@skrin/bff/routes/apiRoutes'
import { PASS_THROUGH_ROUTE } from '@skrin/bff/routes/passThrough'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

let skrin: Skrin

beforeAll(async () => {
  skrin = await startSkrin()
})
afterAll(() => skrin.stop())

const document = v.object({
  openapi: v.string(),
  paths: v.record(v.string(), v.record(v.string(), v.unknown())),
})

it('serves a valid OpenAPI 3.1 document', async () => {
  const answer = await skrin.browser().api('GET', '/openapi.json')

  const validator = new Validator()
  const result = await validator.validate(v.parse(v.record(v.string(), v.unknown()), answer.json))

  expect(result.errors).toBeUndefined()
  expect(result.valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

it('describes every route that is mounted, and no other', () => {
  const described = apiRoutes.map(({ method, path }) => `${method} ${path}`)

  const mounted = mountedRoutes(createApp(skrin.context).router, '')

  expect([...mounted, `get ${toTemplate(PASS_THROUGH_ROUTE)}`].sort()).toEqual(described.sort())
})

it('says of every call below /api that it takes the header, and of the private ones that they take a session', async () => {
  const { paths } = (await skrin.browser().api('GET', '/openapi.json')).parse(document)

  const connections = paths['/api/connections']
  expect(JSON.stringify(connections?.['get'])).toContain('#/components/parameters/Csrf"')
  expect(connections).toMatchObject({
    get: { security: [{ session: [] }] },
    post: { security: [{ session: [] }] },
  })
  expect(paths['/api/session']?.['get']).toMatchObject({ security: [] })
})

it('says where an API token will do, and that no header is needed beside it', async () => {
  const answer = await skrin.browser().api('GET', '/openapi.json')
  const { paths } = answer.parse(document)

  const withToken = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, operation]) => JSON.stringify(operation).includes('"token":[]'))
      .map(([method]) => `${method} ${path}`),
  )

  expect(withToken.sort()).toEqual([
    'get /api/accounts',
    'get /api/accounts/{id}/transactions',
    'get /api/export',
    'get /api/insights/balance',
    'get /api/insights/categories',
    'get /api/insights/changes',
    'get /api/insights/flow',
    'get /api/insights/recurring',
    'get /api/transactions',
    'get /api/transactions/totals',
    'get /api/transactions/{id}',
  ])
  expect(paths['/api/accounts']?.['get']).toMatchObject({
    security: [{ session: [] }, { token: [] }],
    parameters: [{ $ref: '#/components/parameters/CsrfOfSession' }, {}, {}],
  })
  expect(answer.json).toMatchObject({
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  })
})

it('leaves no schema dangling', async () => {
  const { text } = await skrin.browser().api('GET', '/openapi.json')
  const { components } = v.parse(
    v.object({ components: v.record(v.string(), v.record(v.string(), v.unknown())) }),
    JSON.parse(text),
  )

  const refs = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]

  expect(refs.length).toBeGreaterThan(50)
  expect(text).not.toContain('#/$defs/')
  expect(refs.filter(([, kind = '', name = '']) => components[kind]?.[name] === undefined)).toEqual(
    [],
  )
})

const layer = v.object({
  route: v.nullish(v.object({ path: v.string(), methods: v.record(v.string(), v.boolean()) })),
  match: v.function(),
  handle: v.custom<{ stack?: unknown }>((value) => typeof value === 'function'),
})

/** Walks Express's own stack; a router says where it is mounted only by what it matches. */
function mountedRoutes(router: { stack: unknown }, prefix: string): string[] {
  return v.parse(v.array(v.unknown()), router.stack).flatMap((wire) => {
    const { route, handle } = v.parse(layer, wire)
    if (route)
      return Object.keys(route.methods).map(
        (method) => `${method} ${prefix}${toTemplate(route.path)}`,
      )
    if (handle.stack === undefined) return []
    return mountedRoutes({ stack: handle.stack }, prefix + mountPath(wire))
  })
}

function mountPath(wire: unknown): string {
  const { match } = v.parse(
    v.looseObject({
      match: v.custom<(path: string) => boolean>((value) => typeof value === 'function'),
    }),
    wire,
  )
  return Reflect.apply(match, wire, ['/elsewhere']) ? '' : '/api'
}

function toTemplate(path: string): string {
  return path.replace(/[:*](\w+)/g, '{$1}')
}
