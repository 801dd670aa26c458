import { DOMWrapper, flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { useSession } from '../session/useSession.ts'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toSession, toSignInMethods } from '../testing/wireData.ts'
import SignInMethodsPage from './SignInMethodsPage.vue'
import { toDeviceName } from './deviceName.ts'

const passkey = {
  id: 'passkey-1',
  name: 'The blue laptop',
  backedUp: true,
  createdAt: '2026-10-01T10:00:00.000Z',
  usedAt: null,
}
const withCodes = toSignInMethods({ totp: { enabled: true, recoveryCodesLeft: 3 } })
const done = new Response(null, { status: 204 })

async function mountPage(routes: FakeRoutes = {}, path = '/settings/sign-in') {
  const api = fakeApi({
    'GET /api/session': toSession(),
    'GET /api/sign-in-methods': toSignInMethods(),
    ...routes,
  })
  const wrapper = await mountInApp(SignInMethodsPage, { path })
  await useSession().ensureSession()
  await flushPromises()
  return { api, wrapper }
}
const press = async (root: { findAll: DOMWrapper<Element>['findAll'] }, text: string) => {
  await root
    .findAll('button')
    .find((one) => one.text() === text)
    ?.trigger('click')
  await flushPromises()
}
const dialog = async () => new DOMWrapper<Element>(await findDialog())

describe('what is not to be had here says why', () => {
  it('a host without passkeys', async () => {
    const { wrapper } = await mountPage({
      'GET /api/session': toSession({ signIn: { passkeys: false, sso: null } }),
    })

    expect(wrapper.text()).toContain('Browsers allow none where Skrin is opened at a bare IP')
    expect(wrapper.text()).toContain('Not set up on this Skrin.')
    expect(wrapper.find('[aria-label="Add a passkey"]').exists()).toBe(false)
  })

  it('a password in the demo', async () => {
    const { wrapper } = await mountPage({
      'GET /api/session': toSession({ demo: { members: [] } }),
      'GET /api/sign-in-methods': toSignInMethods({ password: false }),
    })

    expect(wrapper.text()).toContain('In the demo a click on a name is enough')
    expect(wrapper.text()).not.toContain('Choose a password')
  })

  it('a browser without passkeys', async () => {
    expect((await mountPage()).wrapper.text()).toContain('This browser has no passkeys.')
  })

  it('an account of the single sign-on that could not be linked', async () => {
    const { wrapper } = await mountPage({}, '/settings/sign-in?problem=sso_taken')

    expect(wrapper.find('[role=alert]').text()).toContain('linked to another person here')
  })
})

describe('the password', () => {
  async function change(answer: unknown) {
    const { api, wrapper } = await mountPage({ 'PUT /api/password': answer })
    await press(wrapper, 'Change password')
    const asked = await dialog()
    await asked.find('[type=password]').setValue('password-2')
    await asked.find('form').trigger('submit')
    await flushPromises()
    return { api, asked }
  }

  it('is changed, and other sessions end unless that is not wished', async () => {
    const { api } = await change(toSession())

    const sent = api.requests.find(({ method }) => method === 'PUT')
    expect(await sent?.json()).toEqual({ password: 'password-2', endOthers: true })
    expect(document.querySelector('[role=dialog]')).toBeNull()
  })

  it('says at the field what is wrong with it', async () => {
    const { asked } = await change(problemAnswer(422, 'password_too_common'))

    expect(asked.find('[aria-invalid=true]').exists()).toBe(true)
    expect(asked.text()).toContain('lists of common passwords')
  })
})

describe('a passkey', () => {
  const routes = { 'GET /api/sign-in-methods': toSignInMethods({ passkeys: [passkey] }) }

  it('tells when it was added and where else it is', async () => {
    const { wrapper } = await mountPage(routes)

    expect(wrapper.find('li p + p').text().replaceAll('\u00a0', ' ')).toBe(
      'Added 1 October. Not used yet. Also on your other devices.',
    )
  })

  it('is renamed', async () => {
    const { api, wrapper } = await mountPage({ ...routes, 'PATCH /api/passkeys/passkey-1': done })
    await wrapper.find('[aria-label="Rename “The blue laptop”"]').trigger('click')
    const asked = await dialog()
    await vi.waitUntil(() => asked.find('input').exists(), 5000)

    await asked.find('input').setValue(' The red laptop ')
    await asked.find('form').trigger('submit')
    await flushPromises()

    const sent = api.requests.find(({ method }) => method === 'PATCH')
    expect(await sent?.json()).toEqual({ name: 'The red laptop' })
  })

  it('stays when it is the only way in, and the dialog says so', async () => {
    const { wrapper } = await mountPage({
      ...routes,
      'DELETE /api/passkeys/passkey-1': problemAnswer(409, 'last_sign_in_method'),
    })
    await wrapper.find('[aria-label="Remove “The blue laptop”"]').trigger('click')
    const asked = await dialog()

    await press(asked, 'Remove')

    expect(asked.find('[role=alert]').text()).toContain('This is your only way in.')
  })
})

describe('codes', () => {
  const start = {
    'POST /api/totp': {
      secret: 'ABCDEFGHIJKL',
      uri: 'otpauth://totp/Skrin:Kari?secret=ABCDEFGHIJKL',
    },
  }

  it('show the key as a picture and as text, and the recovery codes once', async () => {
    const { api, wrapper } = await mountPage({
      ...start,
      'POST /api/totp/confirm': { codes: ['aaaa-bbbb', 'cccc-dddd'] },
    })
    await press(wrapper, 'Turn on')
    const asked = await dialog()
    expect(asked.find('[role=img] path').attributes('d')?.length).toBeGreaterThan(1000)
    expect(asked.find('code').text()).toBe('ABCD EFGH IJKL')

    await asked.find('input').setValue('123456')
    await asked.find('form').trigger('submit')
    await vi.waitUntil(() => document.body.textContent?.includes('aaaa-bbbb'), 5000)

    const confirm = api.requests.find(({ url }) => url.endsWith('/totp/confirm'))
    expect(await confirm?.json()).toEqual({ code: '123456' })
    await press(await dialog(), 'I have kept them')
    expect(document.body.textContent).not.toContain('aaaa-bbbb')
  })

  it('say at the field that the code is not right', async () => {
    const { wrapper } = await mountPage({
      ...start,
      'POST /api/totp/confirm': problemAnswer(401, 'second_factor_invalid'),
    })
    await press(wrapper, 'Turn on')
    const asked = await dialog()

    await asked.find('input').setValue('000000')
    await asked.find('form').trigger('submit')
    await flushPromises()

    expect(asked.find('[aria-invalid=true]').element).toBe(document.activeElement)
  })

  it('count the recovery codes that are left, and are turned off', async () => {
    const { api, wrapper } = await mountPage({
      'GET /api/sign-in-methods': withCodes,
      'DELETE /api/totp': done,
    })
    expect(wrapper.text()).toContain('3 recovery codes left.')

    await press(wrapper, 'Turn off')
    await press(await dialog(), 'Turn off')

    expect(api.calls).toContain('DELETE /api/totp')
  })

  it('get new recovery codes', async () => {
    const { wrapper } = await mountPage({
      'GET /api/sign-in-methods': withCodes,
      'POST /api/recovery-codes': { codes: ['eeee-ffff'] },
    })

    await press(wrapper, 'New recovery codes')
    await press(await dialog(), 'Make new ones')

    await vi.waitUntil(() => document.body.textContent?.includes('eeee-ffff'), 5000)
  })
})

it.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 'iPhone'],
  ['Mozilla/5.0 (Linux; Android 16; Pixel 9)', 'Android'],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'Linux'],
  ['something else', null],
])('proposes a name for a passkey made on %s', (userAgent, name) => {
  expect(toDeviceName(userAgent)).toBe(name)
})
