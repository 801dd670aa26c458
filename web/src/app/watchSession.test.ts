import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import * as v from 'valibot'
import { callApi } from '../api/apiClient.ts'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { watchSession } from './watchSession.ts'
import type { WatchedPage } from './watchSession.ts'

function watch(isStillMe: () => Promise<boolean>) {
  const location = {
    pathname: '/banks',
    search: '?connect=testbank',
    assign: vi.fn(),
    reload: vi.fn(),
  }
  const addEventListener = vi.fn<WatchedPage['addEventListener']>()
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
  const session: { member: { id: string } | null; isStillMe: typeof isStillMe } = {
    member: { id: 'member-1' },
    isStillMe,
  }
  const onOtherTab = vi.fn<(listener: () => void) => void>()
  watchSession(session, { document, location, addEventListener }, onOtherTab)
  return {
    ...location,
    session,
    comeBack: () => document.dispatchEvent(new Event('visibilitychange')),
    hearOtherTab: () => onOtherTab.mock.calls[0]?.[0](),
    goBackTo: () => addEventListener.mock.calls[0]?.[1]({ persisted: true }),
  }
}
const signInAddress = '/sign-in?to=%2Fbanks%3Fconnect%3Dtestbank'

it('leaves for the sign-in page when the server ended the session', async () => {
  fakeApi({ 'GET /api/accounts': problemAnswer(401, 'unauthenticated') })
  const { assign } = watch(() => Promise.resolve(false))

  await callApi({ path: '/accounts', schema: v.unknown() }).catch(() => undefined)
  await flushPromises()

  expect(assign).toHaveBeenCalledExactlyOnceWith(signInAddress)
})

it('stays when only one call was too late for a session that has been made anew', async () => {
  fakeApi({ 'GET /api/accounts': problemAnswer(401, 'unauthenticated') })
  const { assign } = watch(() => Promise.resolve(true))

  await callApi({ path: '/accounts', schema: v.unknown() }).catch(() => undefined)
  await flushPromises()

  expect(assign).not.toHaveBeenCalled()
})

it('leaves when another tab has signed in somebody else', async () => {
  const { assign, comeBack } = watch(() => Promise.resolve(false))

  comeBack()
  await flushPromises()

  expect(assign).toHaveBeenCalledExactlyOnceWith(signInAddress)
})

it('leaves in plain sight when another tab signed out', async () => {
  const { assign, hearOtherTab } = watch(() => Promise.resolve(false))

  hearOtherTab()
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

it('loads anew when the browser brings back a page from before signing out', () => {
  const { session, reload, goBackTo } = watch(() => Promise.resolve(true))

  session.member = null
  goBackTo()

  expect(reload).toHaveBeenCalledOnce()
})

it('checks a page that the browser brings back', async () => {
  const { assign, goBackTo } = watch(() => Promise.resolve(false))

  goBackTo()
  await flushPromises()

  expect(assign).toHaveBeenCalledExactlyOnceWith(signInAddress)
})
