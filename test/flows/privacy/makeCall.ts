import { createHmac } from 'node:crypto'
import { randomSecret } from '@skrin/bff/ids'
import { toTestSession } from '@skrin/bff/store/testRows'
import type { ApiRoute } from '@skrin/bff/routes/apiRoutes'
import type { MemberId } from '@skrin/shared/brand'
import { randomId } from '@skrin/bff/ids'
import { sendRequest } from '../harness/sendRequest.ts'
import type { TestAnswer } from '../harness/sendRequest.ts'
import type { Skrin } from '../harness/startSkrin.ts'
import { isApi } from './privacyRow.ts'
import type { Call, PrivacyRow } from './privacyRow.ts'
import type { Caller, PrivacyWorld } from './privacyWorld.ts'

const HOUR_MS = 60 * 60_000

interface Made {
  readonly route: ApiRoute
  readonly row: PrivacyRow
  readonly call: Call
}

/** One call in a session of its own, or with an API token beside the neighbour's cookie, which must not count. */
export async function makeCall(
  world: PrivacyWorld,
  caller: Caller,
  { route, row, call }: Made,
): Promise<TestAnswer> {
  const { skrin, neighbour } = world
  const beside = isApi(route.path) ? neighbour.member : null
  const who = caller.token === null ? caller.member : beside
  const cookie = who === null ? undefined : await openSession(skrin, who, call.isStale)
  const upload = row.upload?.()
  const body = upload ?? row.body?.(call)
  const type = upload === undefined ? 'application/json' : 'application/octet-stream'
  const query = row.query?.(call)
  return sendRequest(skrin.url, {
    method: route.method.toUpperCase(),
    path: toPath(route, row, call) + (query === undefined ? '' : `?${query}`),
    headers: {
      ...(cookie !== undefined && { cookie }),
      ...(caller.token !== null && { authorization: `Bearer ${caller.token}` }),
      // A script sends neither our header nor what a browser says of itself.
      ...((caller.token === null || !isApi(route.path)) && pageHeaders(skrin, route)),
      ...(body !== undefined && { 'content-type': type }),
    },
    ...(body !== undefined && { body: upload ?? JSON.stringify(body) }),
  })
}

function toPath({ path: template }: ApiRoute, { path = {} }: PrivacyRow, { id }: Call): string {
  const values: Readonly<Record<string, string>> = { id, ...path }
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined || value === '')
      throw new Error(`nothing to put for {${name}} in ${template}`)
    return value
  })
}

function pageHeaders({ url }: Skrin, { method }: ApiRoute) {
  return {
    'x-csrf': '1',
    'sec-fetch-site': 'same-origin',
    ...(method !== 'get' && { origin: url }),
  }
}

async function openSession(
  { context }: Skrin,
  member: MemberId,
  isStale: boolean,
): Promise<string> {
  const id = randomSecret()
  const now = context.clock.now()
  const session = toTestSession(member, now)
  await context.sessions.put(id, {
    ...session,
    publicId: `${session.publicId.slice(0, 40)}-${randomId()}` as typeof session.publicId,
    freshAt: isStale ? now - HOUR_MS : now,
  })
  const signature = createHmac('sha256', context.cookieSecret).update(id).digest('base64')
  return `skrin=${encodeURIComponent(`s:${id}.${signature.replace(/=+$/, '')}`)}`
}
