import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import type { Session } from '@skrin/shared/api/session'
import { fakeApi } from '../testing/fakeApi.ts'
import { toMember, toSession } from '../testing/wireData.ts'
import { useSession } from './useSession.ts'

beforeEach(() => setActivePinia(createPinia()))

const kari = toMember()

it('takes over what is new about the same person, such as another role', async () => {
  fakeApi({ 'GET /api/session': toSession({ member: kari }) })
  const session = useSession()
  await session.ensureSession()
  fakeApi({ 'GET /api/session': toSession({ member: { ...kari, role: 'child' } }) })

  expect(await session.isStillMe()).toBe(true)

  expect(session.member?.role).toBe('child')
})

it('takes over nothing of somebody else', async () => {
  fakeApi({ 'GET /api/session': toSession({ member: kari }) })
  const session = useSession()
  await session.ensureSession()
  fakeApi({ 'GET /api/session': toSession({ member: { ...kari, id: 'member-2' } }) })

  expect(await session.isStillMe()).toBe(false)

  expect(session.member?.id).toBe('member-1')
})

it('asks who is there only once a proof under way has brought its new cookie', async () => {
  const api = fakeApi({ 'GET /api/session': toSession({ member: kari }) })
  const session = useSession()
  await session.ensureSession()
  const { promise: answer, resolve } = Promise.withResolvers<Session>()

  const renewed = session.renew(answer)
  const isStillMe = session.isStillMe()
  await flushPromises()
  expect(api.calls).toHaveLength(1)
  resolve(toSession({ member: kari }))
  await renewed

  expect(await isStillMe).toBe(true)
  expect(api.calls).toHaveLength(2)
})
