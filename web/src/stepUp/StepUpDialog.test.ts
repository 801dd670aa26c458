import { DOMWrapper, flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { useSession } from '../session/useSession.ts'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toSession, toSignInMethods } from '../testing/wireData.ts'
import StepUpDialog from './StepUpDialog.vue'
import { useStepUp } from './useStepUp.ts'

const kari = { id: 'member-1', name: 'Kari', role: 'owner' }
const proved = toSession({ freshUntil: '2026-10-14T12:15:00.000Z' })

async function open(routes: FakeRoutes, session: object = {}) {
  const api = fakeApi({
    'GET /api/session': toSession(session),
    'GET /api/sign-in-methods': toSignInMethods(),
    'POST /api/session/proof': proved,
    ...routes,
  })
  const wrapper = await mountInApp(StepUpDialog, { path: '/banks' })
  await useSession().ensureSession()
  const stepUp = useStepUp()
  const ended = vi.fn()
  const asked = stepUp.prove().then(
    () => ended('proved'),
    (error: Error) => ended(error.name),
  )
  await flushPromises()
  const dialog = new DOMWrapper(document.body)
  return { api, wrapper, dialog, stepUp, asked, ended }
}
const button = (dialog: DOMWrapper<Element>, text: string) =>
  dialog.findAll('button').find((one) => one.text() === text)

it('takes the password, and lets the waiting calls go on', async () => {
  const { api, dialog, asked, ended } = await open({})
  expect(document.activeElement).toBe(dialog.find('[name=password]').element)

  await dialog.find('[name=password]').setValue('password-1')
  await dialog.find('form').trigger('submit')
  await asked

  expect(await api.requests.at(-1)?.json()).toEqual({ password: 'password-1' })
  expect(ended).toHaveBeenCalledExactlyOnceWith('proved')
  expect(useSession().session?.freshUntil).toBe('2026-10-14T12:15:00.000Z')
})

it('asks for the code too where codes are on', async () => {
  const methods = toSignInMethods({ totp: { enabled: true, recoveryCodesLeft: 10 } })
  const { api, dialog } = await open({
    'GET /api/sign-in-methods': methods,
    'POST /api/session/proof': problemAnswer(401, 'second_factor_invalid'),
  })

  await dialog.find('[name=password]').setValue('password-1')
  await dialog.find('[name=code]').setValue('123456')
  await dialog.find('form').trigger('submit')
  await flushPromises()

  expect(await api.requests.at(-1)?.json()).toEqual({ password: 'password-1', code: '123456' })
  expect(dialog.find('[name=code]').attributes('aria-invalid')).toBe('true')
  expect(dialog.find<HTMLInputElement>('[name=password]').element.value).toBe('password-1')
})

it('says at the field that the password is not the one', async () => {
  const { dialog, ended } = await open({
    'POST /api/session/proof': problemAnswer(401, 'invalid_credentials'),
  })

  await dialog.find('[name=password]').setValue('password-1')
  await dialog.find('form').trigger('submit')
  await flushPromises()

  expect(dialog.text()).toContain('That is not your password.')
  expect(dialog.find<HTMLInputElement>('[name=password]').element.value).toBe('')
  expect(ended).not.toHaveBeenCalled()
})

it('is one click in the demo', async () => {
  const methods = toSignInMethods({ password: false })
  const { api, dialog, asked, ended } = await open(
    { 'GET /api/sign-in-methods': methods },
    { demo: { members: [kari] } },
  )

  await button(dialog, 'Yes, I am Kari')?.trigger('click')
  await asked

  expect(await api.requests.at(-1)?.json()).toEqual({ member: 'member-1' })
  expect(ended).toHaveBeenCalledExactlyOnceWith('proved')
})

it('leads to the single sign-on and back to the same page', async () => {
  const assign = vi.fn()
  vi.stubGlobal('location', { ...window.location, assign })
  const methods = toSignInMethods({
    sso: [{ id: 'sso-1', label: 'kari', linkedAt: '2026-10-01T12:00:00.000Z', usedAt: null }],
  })
  const { api, dialog } = await open(
    {
      'GET /api/sign-in-methods': methods,
      'POST /api/session/sso': { redirectTo: 'https://id.example/authorize' },
    },
    { signIn: { passkeys: false, sso: 'Example ID' } },
  )

  await button(dialog, 'Confirm at Example ID')?.trigger('click')
  await flushPromises()

  expect(await api.requests.at(-1)?.json()).toEqual({ purpose: 'proof', returnTo: '/banks' })
  expect(assign).toHaveBeenCalledExactlyOnceWith('https://id.example/authorize')
})

it('calls off what waits when it is closed, or the person goes elsewhere', async () => {
  const closed = await open({})
  await closed.dialog.find('[aria-label=Close]').trigger('click')
  await closed.asked
  expect(closed.ended).toHaveBeenCalledExactlyOnceWith('AbortError')

  const asked = closed.stepUp.prove().catch((error: Error) => error.name)
  await closed.wrapper.router.push('/transactions')
  expect(await asked).toBe('AbortError')
})

it('stands once for all calls that wait', async () => {
  const { stepUp, asked } = await open({})
  const other = stepUp.prove()

  stepUp.confirm()

  await expect(Promise.all([asked, other])).resolves.toHaveLength(2)
  expect(stepUp.isAsked).toBe(false)
})

it.each([
  [true, 'moves money'],
  [false, 'what others see. Confirm once'],
])('speaks of moving money only where that is possible: %s', async (transfers, words) => {
  const { dialog } = await open({}, { transfers, member: kari })

  expect(dialog.text()).toContain(words)
  expect(dialog.text().includes('money')).toBe(transfers)
})
