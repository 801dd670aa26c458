import { apiRoutes } from '@skrin/bff/routes/apiRoutes'
import { engines } from '@skrin/bff/store/testDatabase'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestAnswer } from './harness/sendRequest.ts'
import { makeCall } from './privacy/makeCall.ts'
import { nameThing } from './privacy/nameThing.ts'
import { belongingsOf, expectStatus, roles } from './privacy/privacyRow.ts'
import type { Belonging, Call } from './privacy/privacyRow.ts'
import { privacyTable } from './privacy/privacyTable.ts'
import { startPrivacyWorld } from './privacy/privacyWorld.ts'
import type { PrivacyWorld } from './privacy/privacyWorld.ts'

const routes = apiRoutes.map((route) => ({ route, name: `${route.method} ${route.path}` }))
const cases = routes.flatMap(({ route, name }) =>
  [privacyTable[name] ?? []]
    .flat()
    .flatMap((row) => roles.map((role) => ({ route, row, role, name }))),
)

describe('the table of privacy', () => {
  it('H1: has a row for every route, and for no other', () => {
    expect(Object.keys(privacyTable).sort()).toEqual(routes.map(({ name }) => name).sort())
  })
})

describe.each(engines)('privacy on %s', (engine) => {
  let world: PrivacyWorld
  beforeAll(async () => {
    world = await startPrivacyWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it.each(cases)('H1 S9: $name, as $role', async ({ route, row, role }) => {
    const caller = await world.enter(role)
    const answers = new Map<Belonging, TestAnswer>()
    // What somebody may not know differs in no byte from what is not there.
    const expectAsUnknown = (belonging: Belonging, answer: TestAnswer) => {
      const unknown = answers.get('unknown')
      if (!unknown || belonging === 'unknown') return
      if (isShown(belonging) && answer.status < 300) {
        expect(answer.text).not.toBe(unknown.text)
      } else if (answer.status === unknown.status) {
        expect(withoutReference(answer)).toEqual(withoutReference(unknown))
      }
    }

    for (const isStale of route.fresh === true || row.fresh === true ? [true, false] : [false]) {
      answers.clear()
      for (const belonging of belongingsOf(row, role)) {
        const id = await nameThing(world, caller, { kind: row.kind, belonging })
        const call: Call = { role, belonging, id, isStale }

        const answer = await makeCall(world, caller, { route, row, call })

        answers.set(belonging, answer)
        const said = { belonging, isStale, status: answer.status }
        const status = expectStatus({ route, row }, call)
        expect(said, answer.text.slice(0, 300)).toEqual({ ...said, status })
        expectAsUnknown(belonging, answer)
        const all = answer.text + JSON.stringify(answer.headers)
        expect(world.hiddenFrom(role).filter((secret) => all.includes(secret))).toEqual([])
      }
    }
  })
})

function isShown(belonging: Belonging): boolean {
  return belonging === 'own' || belonging === 'transactions'
}

/** All that a caller gets, but for what names the request itself. */
function withoutReference({ status, headers, text }: TestAnswer) {
  const reference = String(headers['x-request-id'])
  const { date: _, 'x-request-id': __, 'set-cookie': ___, ...others } = headers
  return { status, headers: others, text: text.replaceAll(reference, 'reference') }
}
