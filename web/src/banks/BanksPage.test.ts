import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { useSession } from '../session/useSession.ts'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toBank, toConnection, toOutcome, toSession } from '../testing/wireData.ts'
import BanksPage from './BanksPage.vue'

const answers = {
  'GET /api/banks': { banks: [toBank()] },
  'GET /api/connections': { connections: [toConnection()] },
  'GET /api/bank-clients': { bankClients: [] },
}
const findButton = (text: string) =>
  [...document.querySelectorAll('button')].find((button) => button.textContent.includes(text))

async function mountPage(path = '/banks') {
  const wrapper = await mountInApp(BanksPage, { path })
  await flushPromises()
  return wrapper
}

describe('the list of my connections', () => {
  it('says what will be here while there are none', async () => {
    fakeApi({ ...answers, 'GET /api/connections': { connections: [] } })

    const wrapper = await mountPage()

    expect(wrapper.text()).toContain('When you connect a bank')
  })

  it('can be asked for again when it did not come', async () => {
    fakeApi({ ...answers, 'GET /api/connections': problemAnswer(503, 'unavailable') })

    const wrapper = await mountPage()

    expect(wrapper.text()).toContain('Skrin cannot answer right now.')
    expect(findButton('Try again')).toBeDefined()
  })

  it('asks a bank again and shows that it failed, without losing the page', async () => {
    const failed = toOutcome({ status: 'failed', problem: 'bank_timeout' })
    const api = fakeApi({ ...answers, 'POST /api/connections/connection-1/refresh': failed })
    const wrapper = await mountPage()

    findButton('Ask again')?.click()
    await flushPromises()

    expect(api.calls).toContain('POST /api/connections/connection-1/refresh')
    expect(wrapper.text()).toContain('Testbanken did not answer')
    expect(wrapper.findAll('article')).toHaveLength(2)
  })
})

describe('connecting', () => {
  it('says what happens at the bank, then sends the chosen bank', async () => {
    const choice = {
      name: 'finInst',
      label: { en: 'Your bank', nb: 'Banken din', sv: 'Din bank' },
      source: 'list',
      options: [{ value: 'ost', label: 'Testbanken Øst' }],
    }
    const api = fakeApi({
      ...answers,
      'GET /api/banks': { banks: [toBank({ choices: [choice], access: 'client' })] },
      'POST /api/connections': { connection: toConnection({ id: 'connection-2' }) },
    })
    const wrapper = await mountPage('/banks?connect=testbank')
    const dialog = await findDialog()
    const select = dialog.querySelector('select')

    if (select) select.value = 'ost'
    select?.dispatchEvent(new Event('change'))
    findButton('Connect now')?.click()
    await flushPromises()

    const post = api.requests.find(({ method }) => method === 'POST')
    expect(dialog.textContent).toContain('You sign in.')
    expect(await post?.json()).toEqual({ bank: 'testbank', choices: { finInst: 'ost' } })
    expect(wrapper.router.currentRoute.value.fullPath).toBe(
      '/banks/connected?connection=connection-2',
    )
  })

  it('renews in place when the address names a connection', async () => {
    const api = fakeApi({ ...answers, 'POST /api/connections': problemAnswer(503, 'unavailable') })
    await mountPage('/banks?renew=connection-1')
    const dialog = await findDialog()

    findButton('Continue to Testbanken')?.click()
    await flushPromises()

    const post = api.requests.find(({ method }) => method === 'POST')
    expect(await post?.json()).toEqual({ bank: 'testbank', renew: 'connection-1' })
    expect(dialog.textContent).toContain('Skrin cannot answer right now.')
  })

  it('is not offered for a bank without a bank client', async () => {
    fakeApi({
      'GET /api/banks': { banks: [toBank({ configured: false })] },
      'GET /api/connections': { connections: [] },
    })

    const wrapper = await mountPage('/banks?connect=testbank')

    expect(wrapper.text()).toContain(
      'Not set up on this Skrin, but you can use a client of your own.',
    )
    expect(document.querySelector('[role=dialog]')).toBeNull()
  })
})

describe('disconnecting', () => {
  it('keeps the history and says what is left to do at the bank', async () => {
    const api = fakeApi({
      ...answers,
      'DELETE /api/connections/connection-1': { disconnected: true, atBank: 'unsupported' },
    })
    await mountPage()

    findButton('Disconnect')?.click()
    const dialog = await findDialog()
    dialog.querySelectorAll('button').forEach((button) => {
      if (button.textContent.trim() === 'Disconnect') button.click()
    })
    await flushPromises()

    expect(api.calls).toContain('DELETE /api/connections/connection-1')
    expect(dialog.textContent).toContain('Remove it there.')
  })

  it('deletes the history only when asked to', async () => {
    const api = fakeApi({
      ...answers,
      'DELETE /api/connections/connection-1': { disconnected: true, atBank: 'revoked' },
    })
    await mountPage()

    findButton('Disconnect')?.click()
    const dialog = await findDialog()
    dialog.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
    dialog.querySelectorAll('button').forEach((button) => {
      if (button.textContent.trim() === 'Disconnect') button.click()
    })
    await flushPromises()

    expect(api.calls).toContain('DELETE /api/connections/connection-1?history=delete')
  })
})

it('says why somebody comes back from a bank without a connection', async () => {
  fakeApi(answers)

  const wrapper = await mountPage('/banks?problem=connect_denied&bank=testbank')

  expect(wrapper.find('[role=alert]').text()).toContain('Access was not given at the bank')
  expect(findButton('Start again')).toBeDefined()
})

it('ignores a problem that does not exist', async () => {
  fakeApi(answers)

  const wrapper = await mountPage('/banks?problem=send_money_here&bank=testbank')

  expect(wrapper.find('[role=alert]').exists()).toBe(false)
})

describe('a client of one’s own', () => {
  const client = {
    id: 'client-1',
    bank: 'testbank',
    idEnding: '4f2a',
    state: 'ready',
    createdAt: '2026-10-01T08:00:00.000Z',
    connections: 1,
  }

  it('is entered on a page of the server, in the reader’s language', async () => {
    fakeApi(answers)

    const wrapper = await mountPage()

    expect(wrapper.find('article a[href^="/bank-clients"]').attributes('href')).toBe(
      '/bank-clients/testbank?lang=en',
    )
  })

  it('is listed by the end of its id, and removed after saying what goes', async () => {
    const api = fakeApi({
      ...answers,
      'GET /api/bank-clients': { bankClients: [client] },
      'DELETE /api/bank-clients/client-1': new Response(null, { status: 204 }),
    })
    const wrapper = await mountPage()
    expect(wrapper.text()).toContain('Client id ending in 4f2a. One connection uses it.')

    await wrapper.find('[aria-label="Remove your client for Testbanken"]').trigger('click')
    const dialog = await findDialog()
    expect(dialog.textContent).toContain('The connection that was made with it ends.')
    const remove = [...dialog.querySelectorAll('button')].find(
      (button) => button.textContent.trim() === 'Remove',
    )
    remove?.click()
    await flushPromises()

    expect(api.calls).toContain('DELETE /api/bank-clients/client-1')
  })

  it('asks to be entered again when its key is lost', async () => {
    const lost = { ...client, state: 'unreadable' }
    fakeApi({ ...answers, 'GET /api/bank-clients': { bankClients: [lost] } })

    const wrapper = await mountPage()

    expect(wrapper.text()).toContain('Skrin can no longer read it')
    expect(wrapper.text()).toContain('Enter it again at Testbanken')
  })

  it('is said to be saved on the way back', async () => {
    fakeApi(answers)

    const wrapper = await mountPage('/banks?client=testbank')

    expect(wrapper.find('[role=status]').text()).toContain('Your client for Testbanken is saved.')
  })

  it('is told apart from the household’s', async () => {
    const connections = [
      toConnection({ client: 'own' }),
      toConnection({ id: 'connection-2', client: 'household' }),
    ]
    fakeApi({
      ...answers,
      'GET /api/connections': { connections },
      'GET /api/bank-clients': { bankClients: [client] },
    })

    const wrapper = await mountPage()

    expect(wrapper.text()).toContain('Made with your own client.')
    expect(wrapper.text()).toContain('Made with the household’s client.')
  })
})

it('offers a child nothing to connect, and says why', async () => {
  const member = { id: 'member-3', name: 'Emma', role: 'child' }
  const api = fakeApi({ ...answers, 'GET /api/session': toSession({ member }) })

  const wrapper = await mountInApp(BanksPage, {
    path: '/banks',
    before: () => useSession().ensureSession(),
  })
  await flushPromises()

  expect(wrapper.text()).toContain('A child connects no banks in Skrin.')
  expect(wrapper.find('article').exists()).toBe(false)
  expect(api.calls).not.toContain('GET /api/bank-clients')
})
