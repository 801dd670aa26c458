import { DOMWrapper, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import { useSession } from '../session/useSession.ts'
import { usePreferences } from '../preferences/usePreferences.ts'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import {
  toSentOrder,
  toTransferOptions,
  toTransferOrder,
  toTransferReview,
} from '../testing/transferData.ts'
import { toBank, toSession } from '../testing/wireData.ts'
import { useToasts } from '../ui/useToasts.ts'
import TransferOrderPage from './TransferOrderPage.vue'

const path = '/api/transfer-orders/order-1'

async function open(order: TransferOrder, routes: FakeRoutes = {}, more: object = {}) {
  const api = fakeApi({
    'GET /api/session': toSession({ transfers: true }),
    'GET /api/banks': { banks: [toBank()] },
    'GET /api/transfer-orders/options': toTransferOptions(),
    [`GET ${path}`]: { order, ...more },
    ...routes,
  })
  const wrapper = await mountInApp(TransferOrderPage, {
    path: '/move/order-1',
    before: () => useSession().ensureSession(),
  })
  await flushPromises()
  const press = async (text: string) => {
    const buttons = new DOMWrapper(document.body).findAll('button')
    const button = buttons.findLast((one) => one.text() === text)
    if (!button) throw new Error(`no button ${text}`)
    await button.trigger('click')
    await flushPromises()
  }
  const heading = () => wrapper.find('h1').text()
  const count = (call: string) => api.calls.filter((one) => one === call).length
  return { api, wrapper, press, heading, count }
}

afterEach(() => vi.useRealTimers())

describe('a review', () => {
  it('shows exactly what will be sent, and what is left', async () => {
    const { wrapper, heading } = await open(toTransferOrder(), {}, toTransferReview())

    expect(heading()).toBe('Look over the transfer')
    expect(wrapper.text()).toContain('NOK\u00a0500.00')
    expect(wrapper.text()).toContain('9710 76 54321')
    expect(wrapper.text()).toContain('NOK\u00a01,500.00')
    expect(wrapper.find('pre').text()).toContain('POST https://bank.example/transfers')
    expect(wrapper.find('pre').text()).toContain('"amount": "500.00"')
  })

  it('is sent once, however often it is pressed', async () => {
    const done = { order: toSentOrder('done') }
    const { press, heading, count, wrapper } = await open(toTransferOrder(), {
      [`POST ${path}/confirm`]: done,
    })

    const button = wrapper
      .findAll('button')
      .find((one) => one.text() === 'Confirm and move the money')
    void button?.trigger('click')
    void button?.trigger('click')
    await flushPromises()

    expect(count(`POST ${path}/confirm`)).toBe(1)
    expect(heading()).toBe('The money has been moved')
    expect(document.activeElement?.textContent.trim()).toBe('The money has been moved')
    await expect(press('Confirm and move the money')).rejects.toThrow('no button')
  })

  it('asks where it stands when no answer came, and does not say that nothing happened', async () => {
    const { press, wrapper, count } = await open(toTransferOrder(), {
      [`POST ${path}/confirm`]: problemAnswer(503, 'unavailable'),
    })

    await press('Confirm and move the money')

    expect(count(`GET ${path}`)).toBe(2)
    expect(wrapper.find('[role=alert]').text()).toContain('it is not certain')
    expect(wrapper.text()).not.toContain('untouched')
  })

  it('says why it was not sent', async () => {
    const { press, wrapper } = await open(toTransferOrder(), {
      [`POST ${path}/confirm`]: problemAnswer(409, 'transfer_limit'),
    })

    await press('Confirm and move the money')

    expect(wrapper.find('[role=alert]').text()).toContain('more than you may move in a day')
  })

  it('warns of what is like it', async () => {
    const similar = [toSentOrder('done', { id: 'order-0' })]
    const { wrapper } = await open(toTransferOrder(), {}, { ...toTransferReview({ similar }) })

    expect(wrapper.find('section').text()).toContain(
      'You have made a transfer like this one lately.',
    )
    expect(wrapper.find('section a').attributes('href')).toBe('/move/order-0')
  })

  it('hides its amounts where all are hidden, also in what is sent', async () => {
    const { wrapper, press } = await open(toTransferOrder(), {}, toTransferReview())
    usePreferences().hideAmounts = true
    await flushPromises()

    expect(wrapper.text()).not.toContain('500')
    await press('Show amounts')
    expect(wrapper.text()).toContain('NOK\u00a0500.00')
  })

  it('is called off without anything being sent', async () => {
    const { press, heading } = await open(toTransferOrder(), {
      [`DELETE ${path}`]: { order: toTransferOrder({ state: 'cancelled' }) },
    })

    await press('Do not move it')

    expect(heading()).toBe('Called off')
  })
})

describe('a page that is loaded anew', () => {
  it.each(['sending', 'approval', 'processing', 'done', 'refused', 'unknown', 'expired'] as const)(
    'asks where a transfer stands that is %s, and confirms nothing',
    async (state) => {
      const { api } = await open(toSentOrder(state), {
        [`POST ${path}/check`]: { order: toSentOrder(state) },
      })

      expect(api.calls).toContain(`GET ${path}`)
      expect(api.calls.filter((call) => call.includes('confirm'))).toEqual([])
    },
  )

  it('asks again until what is being sent has been answered', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { heading, count } = await open(toSentOrder('sending'))
    expect(heading()).toBe('On its way to Testbanken')

    fakeApi({
      [`GET ${path}`]: { order: toSentOrder('refused', { reason: 'insufficient_funds' }) },
    })
    vi.advanceTimersByTime(1000)
    await flushPromises()

    expect(count(`GET ${path}`)).toBe(1)
    expect(heading()).toBe('Testbanken said no')
  })
})

describe('an approval', () => {
  const approval = {
    kind: 'app',
    qr: 'bankid.1',
    link: 'bankid:///?t=1',
    hint: 'waiting',
    askAfterMs: 2000,
  }
  const waiting = toSentOrder('approval', { approval })

  it('shows the code and the link, and goes on asking until it is done', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { wrapper, heading } = await open(toTransferOrder(), {
      [`POST ${path}/confirm`]: { order: waiting },
    })
    await wrapper.find('button').trigger('click')
    await flushPromises()
    expect(wrapper.find('svg[role=img]').exists()).toBe(true)
    expect(wrapper.find('a[href^="bankid:"]').text()).toBe('Open the app on this device')

    const signing = toSentOrder('approval', { approval: { ...approval, hint: 'sign' } })
    fakeApi({ [`POST ${path}/check`]: { order: signing } })
    vi.advanceTimersByTime(2000)
    await flushPromises()
    expect(wrapper.find('[role=status]').text()).toContain('Check the amount and the accounts')

    fakeApi({
      [`POST ${path}/check`]: { order: toSentOrder('done') },
      'GET /api/transfer-orders/options': toTransferOptions(),
    })
    vi.advanceTimersByTime(2000)
    await flushPromises()
    expect(heading()).toBe('The money has been moved')
  })

  it('leads to the page of the bank at once, and back from there asks the bank', async () => {
    const assign = vi.fn()
    vi.stubGlobal('location', { ...window.location, href: 'http://localhost/', assign })
    const page = toSentOrder('approval', {
      approval: { kind: 'page', url: 'https://bank.example/a' },
    })
    const { wrapper, press, heading } = await open(toTransferOrder(), {
      [`POST ${path}/confirm`]: { order: page },
      [`POST ${path}/check`]: { order: toSentOrder('processing') },
    })

    await wrapper.find('button').trigger('click')
    await flushPromises()
    expect(assign).toHaveBeenCalledExactlyOnceWith('https://bank.example/a')

    await press('I am done: ask Testbanken')
    await vi.waitFor(() => expect(heading()).toBe('Testbanken is carrying it out'))
  })

  it('says so when the bank still waits for it', async () => {
    const page = toSentOrder('approval', {
      approval: { kind: 'page', url: 'https://bank.example/a' },
    })
    const { press, count } = await open(page, { [`POST ${path}/check`]: { order: page } })
    const before = count(`POST ${path}/check`)

    await press('I am done: ask Testbanken')

    expect(count(`POST ${path}/check`)).toBe(before + 1)
    expect(useToasts().toasts.map(({ text }) => text)).toEqual([
      'Testbanken still waits for your approval.',
    ])
  })

  it('is called off at the bank after a question', async () => {
    const { press, heading } = await open(waiting, {
      [`DELETE ${path}`]: { order: toSentOrder('refused', { reason: 'cancelled' }) },
    })

    await press('Call it off')
    expect(heading()).toBe('Approve it at Testbanken')
    await press('Call it off')

    expect(heading()).toBe('Testbanken said no')
  })
})

describe('a transfer of which nobody knows how it ended', () => {
  const looked = toSentOrder('unknown', { lookedUpAt: '2026-10-14T12:05:00.000Z' })

  it('is looked up first, and only then decided by the person', async () => {
    const { wrapper, press, heading, api } = await open(toSentOrder('unknown'), {
      [`POST ${path}/check`]: { order: looked },
      [`POST ${path}/decide`]: {
        order: { ...looked, decision: 'did_not_happen', knownBy: 'person' },
      },
    })
    expect(heading()).toBe('Skrin does not know yet whether the money was moved')
    expect(wrapper.text()).not.toContain('It was not moved')

    await press('Look it up at Testbanken')
    expect(wrapper.text()).toContain('That proves nothing')
    await press('It was not moved')
    await press('It was not moved')

    const decided = api.requests.find(({ url }) => url.endsWith('/decide'))
    expect(await decided?.json()).toEqual({ decision: 'did_not_happen' })
    expect(heading()).toBe('The money was not moved, you said')
    expect(wrapper.find('a[href="/move?again=order-1"]').text()).toBe('Try again')
  })

  it('says that a look came too soon to count', async () => {
    const unknown = toSentOrder('unknown')
    const { wrapper, press } = await open(unknown, { [`POST ${path}/check`]: { order: unknown } })

    await press('Look it up at Testbanken')

    expect(wrapper.text()).toContain('wait a minute, then look it up again.')
    expect(wrapper.text()).not.toContain('It was not moved')
  })

  it('is done when the bank tells of it after all', async () => {
    const { wrapper, press } = await open(looked, {
      [`POST ${path}/check`]: { order: toSentOrder('done', { knownBy: 'list' }) },
    })

    await press('Look once more')

    expect(wrapper.text()).toContain('Skrin found it in the transactions')
  })
})

it('asks for no order where no money is moved', async () => {
  const { wrapper, api } = await open(toSentOrder('done'), {
    'GET /api/session': toSession(),
  })

  expect(wrapper.text()).toContain('Money cannot be moved here.')
  expect(api.calls.filter((call) => call.includes('transfer-orders'))).toEqual([])
})

describe('the end of it', () => {
  it.each([
    [toSentOrder('done', { executesOn: '2026-10-20' }), 'Testbanken moves it on 20\u00a0October'],
    [
      toSentOrder('moved', { executesOn: '2026-10-15' }),
      'Testbanken moves it on 15\u00a0October instead',
    ],
    [toSentOrder('moved'), 'Testbanken moves it on the next banking day'],
    [toSentOrder('not_sent', { problem: 'bank_unreachable' }), 'It was not sent'],
    [toTransferOrder({ state: 'expired' }), 'Not confirmed in time'],
  ])('is said %#: %s', async (order, words) => {
    const { heading } = await open(order)

    expect(heading()).toBe(words)
    expect(document.title).toBe(`${words} · Skrin`)
  })

  it('tells the day wished from the day it moves, and both from when it was sent', async () => {
    const { wrapper } = await open(toSentOrder('moved', { executesOn: '2026-10-15' }))

    const facts = wrapper.findAll('dl > div').map((row) => row.text())
    expect(facts).toContain('Day wishedWednesday, 14 October 2026')
    expect(facts).toContain('Moved onThursday, 15 October 2026')
    expect(facts.find((fact) => fact.startsWith('Sent'))).toMatch(/^Sent14.October, \d\d:04$/)
  })

  it('does not call sent, nor a receipt, what was not sent', async () => {
    const { wrapper } = await open(toSentOrder('not_sent', { problem: 'bank_unreachable' }))

    expect(wrapper.findAll('dt').map((label) => label.text())).not.toContain('Sent')
    expect(wrapper.text()).not.toContain('Print a receipt')
  })

  it('has the reason of a refusal, and what to do', async () => {
    const { wrapper } = await open(toSentOrder('refused', { reason: 'bsu_yearly_limit' }))

    expect(wrapper.text()).toContain(
      'home savings account (BSU) in one year. Choose a lower amount.',
    )
    expect(wrapper.text()).toContain('No money has been moved.')
  })

  it('has what the bank warned of', async () => {
    const { wrapper } = await open(toSentOrder('done', { warnings: ['duplicate', 'card_later'] }))

    expect(wrapper.text()).toContain('Testbanken has one like it already.')
    expect(wrapper.text()).toContain('What is owed on the card')
  })
})

it('says so when the order is somebody else’s', async () => {
  const { wrapper } = await open(toTransferOrder(), {
    [`GET ${path}`]: problemAnswer(404, 'not_found'),
  })

  expect(wrapper.find('[role=alert]').text()).toContain('does not exist')
})
