import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import * as v from 'valibot'
import { callApi } from '../api/apiClient.ts'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { watchSession } from './watchSession.ts'

function watch(isStillMe: () => Promise<boolean>) {
  const assign = vi.fn()
  const page = {
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' as const }),
    location: { pathname: '/banks', search: '?connect=testbank', assign },
  }
  watchSession({ member: { id: 'member-1' }, isStillMe }, page)
  return { assign, comeBack: () => page.document.dispatchEvent(new Event('visibilitychange')) }
}
const signInAddress = '/sign-in?to=%2Fbanks%3Fconnect%3Dtestbank'

it('leaves for the sign-in page when the server ended the session', async () => {
  fakeApi({ 'GET /api/accounts': problemAnswer(401, 'unauthenticated') })
  const { assign } = watch(() => Promise.resolve(true))

  await callApi({ path: '/accounts', schema: v.unknown() }).catch(() => undefined)

  expect(assign).toHaveBeenCalledExactlyOnceWith(signInAddress)
})

it('leaves when another tab has signed in somebody else', async () => {
  const { assign, comeBack } = watch(() => Promise.resolve(false))

  comeBack()
  await flushPromises()

  expect(assign).toHaveBeenCalledExactlyOnceWith(signInAddress)
})

it('stays when it is the same person, or when nobody answers', async () => {
  const { assign, comeBack } = watch(() => Promise.resolve(true))
  fakeApi({ 'GET /api/session': problemAnswer(503, 'unavailable') })
  const offline = watch(() => callApi({ path: '/session', schema: v.unknown() }).then(() => false))

  comeBack()
  offline.comeBack()
  await flushPromises()

  expect(assign).not.toHaveBeenCalled()
  expect(offline.assign).not.toHaveBeenCalled()
})
