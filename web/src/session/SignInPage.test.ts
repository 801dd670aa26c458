import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import SignInPage from './SignInPage.vue'
import { useSession } from './useSession.ts'
import { toSession } from '../testing/wireData.ts'

const kari = { id: 'member-1', name: 'Kari Nordmann', role: 'owner' }
const visitor = toSession({ member: null })
const demoVisitor = { ...visitor, demo: { members: [kari] } }

async function mountPage(path = '/sign-in') {
  const wrapper = await mountInApp(SignInPage, { path })
  await useSession().ensureSession()
  await flushPromises()
  return wrapper
}

describe('in the demo', () => {
  it('offers the people as buttons and says that all is invented', async () => {
    const api = fakeApi({
      'GET /api/session': demoVisitor,
      'POST /api/session': { ...demoVisitor, member: kari },
    })
    const wrapper = await mountPage()

    await wrapper.find('button').trigger('click')
    await flushPromises()

    expect(wrapper.text()).toContain('are all invented')
    expect(await api.requests.at(-1)?.json()).toEqual({ member: 'member-1' })
    expect(useSession().member?.name).toBe('Kari Nordmann')
  })
})

describe('with a password', () => {
  it('signs in', async () => {
    const api = fakeApi({
      'GET /api/session': visitor,
      'POST /api/session': { ...visitor, member: kari },
    })
    const wrapper = await mountPage()

    await wrapper.find('[name=username]').setValue('Kari')
    await wrapper.find('[name=password]').setValue('password-1')
    await wrapper.find('form').trigger('submit')
    await flushPromises()

    expect(await api.requests.at(-1)?.json()).toEqual({ name: 'Kari', password: 'password-1' })
  })

  it('says that name and password do not match, and forgets the password', async () => {
    fakeApi({
      'GET /api/session': visitor,
      'POST /api/session': problemAnswer(401, 'invalid_credentials'),
    })
    const wrapper = await mountPage()

    await wrapper.find('[name=password]').setValue('password-1')
    await wrapper.find('form').trigger('submit')
    await flushPromises()

    expect(wrapper.find('[role=alert]').text()).toContain('do not match')
    const field = wrapper.find<HTMLInputElement>('[name=password]').element
    expect(field.value).toBe('')
    expect(document.activeElement).toBe(field)
  })
})

describe('with a second step', () => {
  async function reachSecondStep(answer: unknown) {
    const answers = [problemAnswer(401, 'second_factor_needed'), answer]
    const api = fakeApi({
      'GET /api/session': visitor,
      get 'POST /api/session'() {
        return answers.shift()
      },
    })
    const wrapper = await mountPage()
    await wrapper.find('[name=username]').setValue('Kari')
    await wrapper.find('[name=password]').setValue('password-1')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    return { api, wrapper }
  }

  it('asks for the code, and sends it with the name and the password', async () => {
    const { api, wrapper } = await reachSecondStep({ ...visitor, member: kari })
    const code = wrapper.find('[name=code]')
    expect(wrapper.find('h1').text()).toBe('One more step')
    expect(wrapper.find('[role=alert]').exists()).toBe(false)
    expect(document.activeElement).toBe(code.element)
    expect(code.attributes()).toMatchObject({
      autocomplete: 'one-time-code',
      inputmode: 'numeric',
    })

    await code.setValue('123456')
    await wrapper.find('form').trigger('submit')
    await flushPromises()

    expect(await api.requests.at(-1)?.json()).toEqual({
      name: 'Kari',
      password: 'password-1',
      code: '123456',
    })
    expect(useSession().member?.name).toBe('Kari Nordmann')
  })

  it('says at the field that the code is not right, and keeps the rest', async () => {
    const { wrapper } = await reachSecondStep(problemAnswer(401, 'second_factor_invalid'))

    await wrapper.find('[name=code]').setValue('000000')
    await wrapper.find('form').trigger('submit')
    await flushPromises()

    const code = wrapper.find<HTMLInputElement>('[name=code]')
    expect(code.attributes('aria-invalid')).toBe('true')
    expect(code.element.value).toBe('')
    expect(document.activeElement).toBe(code.element)
  })

  it('takes a recovery code in its place', async () => {
    const { wrapper } = await reachSecondStep({ ...visitor, member: kari })

    await wrapper.find('form button[type=button]').trigger('click')
    await flushPromises()

    const code = wrapper.find('[name=code]')
    expect(wrapper.text()).toContain('Recovery code')
    expect(code.attributes('autocomplete')).toBe('off')
    expect(document.activeElement).toBe(code.element)
  })
})

describe('the single sign-on', () => {
  const signIn = { passkeys: false, sso: 'Home ID' }

  it('leaves for its page, and comes back to the one that was asked for', async () => {
    const assign = vi.fn()
    vi.stubGlobal('location', { ...window.location, assign })
    const api = fakeApi({
      'GET /api/session': { ...visitor, signIn },
      'POST /api/session/sso': { redirectTo: 'https://id.example/authorize' },
    })
    const wrapper = await mountPage('/sign-in?to=/banks')

    const button = wrapper.findAll('button').find((one) => one.text() === 'Sign in with Home ID')
    await button?.trigger('click')
    await flushPromises()

    expect(await api.requests.at(-1)?.json()).toEqual({ purpose: 'sign-in', returnTo: '/banks' })
    expect(assign).toHaveBeenCalledExactlyOnceWith('https://id.example/authorize')
  })

  it('says what went wrong there', async () => {
    fakeApi({ 'GET /api/session': { ...visitor, signIn } })

    const wrapper = await mountPage('/sign-in?problem=sso_not_linked')

    expect(wrapper.find('[role=alert]').text()).toContain('Nobody here is linked to that account.')
  })
})

describe('a passkey', () => {
  const browserHasThem = () => vi.stubGlobal('PublicKeyCredential', class {})
  const labels = (wrapper: Awaited<ReturnType<typeof mountPage>>) =>
    wrapper.findAll('button').map((one) => one.text())

  it('is offered first, where the host and the browser have them', async () => {
    fakeApi({ 'GET /api/session': visitor })
    expect(labels(await mountPage())).toEqual(['Sign in'])

    browserHasThem()
    expect(labels(await mountPage())).toEqual(['Sign in with a passkey', 'Sign in'])
  })

  it('S7: asks the server for nothing as long as nobody moves or types', async () => {
    browserHasThem()
    const api = fakeApi({ 'GET /api/session': visitor })

    await mountPage()
    await new Promise((resolve) => setTimeout(resolve, 50))

    expect(api.calls).toEqual(['GET /api/session'])
  })

  it('S7: is offered in the field for the name as soon as somebody is there', async () => {
    const isConditionalMediationAvailable = () => Promise.resolve(true)
    vi.stubGlobal(
      'PublicKeyCredential',
      Object.assign(class {}, { isConditionalMediationAvailable }),
    )
    const get = vi.fn(() => new Promise(() => undefined))
    vi.stubGlobal('navigator', { ...navigator, credentials: { get } })
    const api = fakeApi({
      'GET /api/session': visitor,
      'POST /api/session/passkey/options': { options: { challenge: 'AAAA' } },
    })
    const wrapper = await mountPage()
    expect(wrapper.find('[name=username]').attributes('autocomplete')).toBe('username webauthn')

    document.dispatchEvent(new PointerEvent('pointermove', { movementX: 0, movementY: 0 }))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(api.calls).toEqual(['GET /api/session'])

    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'K' }))
    await vi.waitFor(() => expect(get).toHaveBeenCalledOnce(), 5000)
    expect(get).toHaveBeenCalledWith(expect.objectContaining({ mediation: 'conditional' }))
  })

  it('is silent when the person calls it off', async () => {
    browserHasThem()
    const refuse = () => Promise.reject(new DOMException('timed out', 'NotAllowedError'))
    vi.stubGlobal('navigator', { ...navigator, credentials: { get: refuse } })
    const api = fakeApi({
      'GET /api/session': visitor,
      'POST /api/session/passkey/options': { options: { challenge: 'AAAA' } },
    })
    const wrapper = await mountPage()

    await wrapper.find('button').trigger('click')
    await vi.waitFor(() => expect(wrapper.find('[aria-busy]').exists()).toBe(false), 5000)

    expect(api.calls).toContain('POST /api/session/passkey/options')
    expect(wrapper.find('[role=alert]').exists()).toBe(false)
  })
})

it('says whose Skrin it is', async () => {
  fakeApi({ 'GET /api/session': { ...visitor, household: 'Familien Nordmann' } })

  expect((await mountPage()).find('h1').element.previousElementSibling?.textContent).toBe(
    'Familien Nordmann',
  )
})
