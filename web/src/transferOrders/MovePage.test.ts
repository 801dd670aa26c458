import { DOMWrapper, flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { Session } from '@skrin/shared/api/session'
import { useSession } from '../session/useSession.ts'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import {
  toSentOrder,
  toTransferAccount,
  toTransferConnection,
  toTransferOptions,
  toTransferOrder,
  toTransferReview,
} from '../testing/transferData.ts'
import { toBank, toSession } from '../testing/wireData.ts'
import MovePage from './MovePage.vue'
import { useTransferDraft } from './useTransferDraft.ts'

interface Start {
  readonly path?: string
  readonly session?: { readonly [Key in keyof Session]?: unknown }
}

async function open(routes: FakeRoutes = {}, { path = '/move', session = {} }: Start = {}) {
  const api = fakeApi({
    'GET /api/session': toSession({ transfers: true, ...session }),
    'GET /api/banks': { banks: [toBank()] },
    'GET /api/transfer-orders/options': toTransferOptions(),
    'GET /api/transfer-orders': { orders: [] },
    'POST /api/transfer-orders': toTransferReview(),
    ...routes,
  })
  const wrapper = await mountInApp(MovePage, {
    path,
    before: () => useSession().ensureSession(),
  })
  await flushPromises()
  const [from, to] = wrapper.findAll('select')
  const field = (name: string) => wrapper.find<HTMLInputElement>(`[name=${name}]`)
  const submit = async () => {
    await wrapper.find('form').trigger('submit')
    await flushPromises()
  }
  const sent = () =>
    api.requests.find(({ method, url }) => method === 'POST' && url.endsWith('-orders'))
  return { api, wrapper, from, to, field, submit, sent }
}

async function fillIn({ from, field }: Awaited<ReturnType<typeof open>>, amount = '750,50') {
  await from?.setValue('account-1')
  await field('amount').setValue(amount)
  await field('message').setValue('Til hytta')
}

describe('the form', () => {
  it('leads to a review at an address of its own', async () => {
    const page = await open()
    await fillIn(page)

    expect(page.to?.element.value).toBe('account-2')
    expect(page.wrapper.text()).toContain('Available: NOK')
    expect(page.wrapper.text()).toContain('That is NOK\u00a0750.50.')
    await page.submit()

    expect(await page.sent()?.json()).toEqual({
      from: 'account-1',
      to: 'account-2',
      amount: { minor: 75050, currency: 'NOK' },
      date: '2026-10-14',
      message: 'Til hytta',
    })
    expect(page.wrapper.router.currentRoute.value.path).toBe('/move/order-1')
  })

  it('says what is missing once somebody tries, and leads there', async () => {
    const page = await open()
    expect(page.wrapper.text()).not.toContain('Write an amount')

    await page.submit()

    expect(page.sent()).toBeUndefined()
    expect(page.wrapper.text()).toContain('Choose the account that the money comes from.')
    expect(page.wrapper.text()).toContain('Write an amount, as in 1250.50.')
    expect(document.activeElement).toBe(page.from?.element)
  })

  it('says while one types what the bank does not take, and counts', async () => {
    const page = await open()
    await page.from?.setValue('account-1')
    expect(page.wrapper.text()).toContain('Letters, digits, spaces and . , ! ? -')

    await page.field('message').setValue('a@b #')

    expect(page.wrapper.text()).toContain('Testbanken does not take “@” and “#” in a message.')
    expect(page.wrapper.text()).toContain('5 of 30')
  })

  it('says that it is more than there is, or than may be moved today', async () => {
    const page = await open()
    await fillIn(page, '2000,01')
    await page.field('amount').trigger('change')
    expect(page.wrapper.text()).toContain('more than the NOK\u00a02,000.00 available')

    await page.from?.setValue('account-2')
    await page.field('amount').setValue('8500,01')

    expect(page.wrapper.text()).toContain('more than')
    await page.submit()
    expect(page.sent()).toBeUndefined()
  })

  it('says what only the server found, at its field', async () => {
    const invalid = { field: 'date', reason: 'date_passed' }
    const page = await open({
      'POST /api/transfer-orders': problemAnswer(422, 'transfer_invalid', invalid),
    })
    await fillIn(page)

    await page.submit()

    expect(page.wrapper.find('[type=date]').attributes('aria-invalid')).toBe('true')
    expect(page.wrapper.text()).toContain('That day has passed.')
  })

  it('begins with the account that one comes from', async () => {
    const page = await open({}, { path: '/move?from=account-2' })

    expect(page.from?.element.value).toBe('account-2')
    expect(page.to?.element.value).toBe('account-1')
  })

  it('begins with an earlier order, for today', async () => {
    const order = toSentOrder('refused', { amount: { minor: 12345, currency: 'NOK' } })
    const routes = { 'GET /api/transfer-orders/order-1': { order } }
    const page = await open(routes, { path: '/move?again=order-1' })

    expect(page.field('amount').element.value).toBe('123.45')
    expect(page.field('message').element.value).toBe('Sparing')
    expect(page.wrapper.find<HTMLInputElement>('[type=date]').element.value).toBe('2026-10-14')
  })

  it('has what was reviewed for whoever goes back', async () => {
    const page = await open()
    await fillIn(page)
    await page.submit()

    expect(useTransferDraft().kept).toMatchObject({ amount: '750,50', message: 'Til hytta' })
  })

  it('swaps the two accounts', async () => {
    const page = await open()
    await page.from?.setValue('account-1')

    await page.wrapper.find('[aria-label="Swap the two accounts"]').trigger('click')

    expect(page.from?.element.value).toBe('account-2')
    expect(page.to?.element.value).toBe('account-1')
  })

  it('asks for no message where money goes to a card that takes none', async () => {
    const connection = toTransferConnection()
    const rules = { ...connection.rules, card: { most: null, message: false } }
    const card = toTransferAccount({ id: 'account-3', kind: 'card', from: false })
    const accounts = [toTransferAccount(), card]
    const page = await open({
      'GET /api/transfer-orders/options': toTransferOptions({
        connections: [toTransferConnection({ rules, accounts })],
      }),
    })

    expect(page.to?.element.value).toBe('account-3')
    expect(page.field('message').exists()).toBe(false)
    expect(page.wrapper.text()).toContain('takes no message with money for a card')
  })
})

describe('where money cannot be moved', () => {
  const withState = (changes: object) => ({
    'GET /api/transfer-orders/options': toTransferOptions({
      connections: [toTransferConnection(changes)],
    }),
  })

  it('offers to turn it on, says what that allows, and does so', async () => {
    const page = await open({
      ...withState({ state: 'off' }),
      'PUT /api/connections/connection-1/transfers': { on: true },
    })
    expect(page.wrapper.find('form').exists()).toBe(false)

    await page.wrapper.find('section button').trigger('click')
    const dialog = new DOMWrapper(await findDialog())
    expect(dialog.text()).toContain('Paying anybody, or moving money to accounts of others')
    await dialog.findAll('button').at(-1)?.trigger('click')
    await flushPromises()

    expect(page.api.calls).toContain('PUT /api/connections/connection-1/transfers')
  })

  it('goes to the bank where that has to be asked', async () => {
    const assign = vi.fn()
    vi.stubGlobal('location', { ...window.location, href: 'http://localhost/', assign })
    const page = await open({
      ...withState({ state: 'off' }),
      'PUT /api/connections/connection-1/transfers': { redirectTo: 'https://bank.example/a' },
    })

    await page.wrapper.find('section button').trigger('click')
    await new DOMWrapper(await findDialog()).findAll('button').at(-1)?.trigger('click')
    await flushPromises()

    expect(assign).toHaveBeenCalledExactlyOnceWith('https://bank.example/a')
  })

  it('leads to what must be settled first', async () => {
    const page = await open(withState({ unsettled: 'order-1' }))

    expect(page.wrapper.find('form').exists()).toBe(false)
    expect(page.wrapper.find('a[href="/move/order-1"]').text()).toBe('See to it')
  })

  it('leads to the renewal of the access', async () => {
    const page = await open(withState({ state: 'reconnect' }))

    expect(page.wrapper.find('a[href="/banks?renew=connection-1"]').text()).toBe('Renew')
  })

  it.each([{ transfers: false }, { member: { id: 'member-2', name: 'Emma', role: 'child' } }])(
    'asks nothing for %j',
    async (session) => {
      const page = await open({}, { session })

      expect(page.wrapper.text()).toContain('Money cannot be moved here.')
      expect(page.api.calls).not.toContain('GET /api/transfer-orders/options')
      expect(page.api.calls).not.toContain('GET /api/transfer-orders')
    },
  )
})

it('lists what was moved, without what was only looked over', async () => {
  const orders = [
    toSentOrder('done', { id: 'order-2' }),
    toSentOrder('unknown', { id: 'order-3' }),
    toTransferOrder({ id: 'order-4', state: 'expired' }),
  ]
  const page = await open({ 'GET /api/transfer-orders': { orders } })

  const links = page.wrapper.findAll('li a').map((link) => link.attributes('href'))
  expect(links).toEqual(['/move/order-2', '/move/order-3'])
  expect(page.wrapper.text()).toContain('Not known')
})

it('shows the limit for a day, and lets it be lowered', async () => {
  const lower = toTransferOptions({
    limits: [{ currency: 'NOK', limit: 200000, host: 5000000, used: 150000 }],
  })
  const page = await open({ 'PUT /api/transfer-orders/limit': lower })
  expect(page.wrapper.text()).toContain('NOK\u00a01,500.00 of NOK\u00a010,000.00 moved today.')

  const change = page.wrapper.findAll('button').find((one) => one.text() === 'Change')
  await change?.trigger('click')
  const dialog = new DOMWrapper(await findDialog())
  await dialog.find('[name=amount]').setValue('50001')
  await dialog.find('form').trigger('submit')
  expect(dialog.text()).toContain('Write an amount up to NOK\u00a050,000.00.')
  expect(document.activeElement).toBe(dialog.find('[name=amount]').element)
  await dialog.find('[name=amount]').setValue('2000')
  await dialog.find('form').trigger('submit')
  await flushPromises()

  expect(await page.api.requests.at(-1)?.json()).toEqual({
    limit: { minor: 200000, currency: 'NOK' },
  })
  expect(page.wrapper.text()).toContain('NOK\u00a01,500.00 of NOK\u00a02,000.00 moved today.')
})
