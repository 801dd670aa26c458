import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { fakeApi } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toBank } from '../testing/wireData.ts'
import NoticeBell from './NoticeBell.vue'
import NoticesDialog from './NoticesDialog.vue'

const at = '2026-10-14T11:00:00.000Z'
const account = { id: 'account-1', name: 'Brukskonto' }
const kroner = (minor: number) => ({ minor, currency: 'NOK' })
const notices = [
  {
    id: 'notice-1',
    at,
    readAt: null,
    kind: 'unusual_transaction',
    account,
    transaction: {
      id: 'row-1',
      text: 'Elkjøp',
      amount: kroner(-900000),
      bookingDate: '2026-10-14',
    },
    largest: kroner(120000),
    among: 'counterparty',
  },
  {
    id: 'notice-2',
    at: '2026-10-13T11:00:00.000Z',
    readAt: at,
    kind: 'low_balance',
    account,
    balance: kroner(50000),
    limit: kroner(100000),
  },
  {
    id: 'notice-3',
    at: '2026-10-12T11:00:00.000Z',
    readAt: null,
    kind: 'consent_ending',
    connection: { id: 'connection-1', bank: 'seb', label: null },
    days: 14,
    renewBy: '2026-10-26T11:00:00.000Z',
  },
]
const answers = {
  'GET /api/notices': { notices, unread: 2 },
  'GET /api/notices/unread': { unread: 2 },
  'GET /api/banks': { banks: [toBank({ id: 'seb', name: 'SEB' })] },
}

async function mountDialog(more: Record<string, unknown> = {}) {
  const api = fakeApi({ ...answers, ...more })
  const wrapper = await mountInApp(NoticesDialog)
  const dialog = await findDialog()
  await flushPromises()
  return { api, wrapper, links: [...dialog.querySelectorAll('li a')], dialog }
}

it('says of each what happened, and leads to where something can be done about it', async () => {
  const { links } = await mountDialog()

  expect(links.map((link) => link.getAttribute('href'))).toEqual([
    '/transactions?transaction=row-1',
    '/accounts/account-1',
    '/banks',
  ])
  const first = links[0]?.textContent.replaceAll('\u00a0', ' ')
  expect(first).toMatch(/New:\s+An unusual amount went out.*Elkjøp:.*−NOK 9,000\.00/s)
  expect(first).toContain('The largest before it was NOK 1,200.00')
  expect(links[1]?.textContent).toMatch(/^\s*A balance is low/)
  expect(links[2]?.textContent).toContain('SEB must be renewed')
})

it('marks the one that was followed as read, and closes', async () => {
  const { api, wrapper, links } = await mountDialog({
    'PATCH /api/notices/notice-1': { unread: 1 },
  })

  links[0]?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  await flushPromises()

  expect(await api.requests.find(({ method }) => method === 'PATCH')?.json()).toEqual({
    read: true,
  })
  expect(wrapper.emitted('closed')).toHaveLength(1)
  expect(wrapper.router.currentRoute.value.fullPath).toBe('/transactions?transaction=row-1')
})

it('marks as read what is on the screen, and nothing that came since', async () => {
  const { api, dialog } = await mountDialog({ 'POST /api/notices/read': { unread: 0 } })

  const buttons = [...dialog.querySelectorAll('button')]
  buttons.find(({ textContent }) => textContent.includes('Mark all as read'))?.click()
  await flushPromises()

  expect(await api.requests.find(({ method }) => method === 'POST')?.json()).toEqual({ until: at })
})

it('says what will be here while there is nothing', async () => {
  const { dialog } = await mountDialog({ 'GET /api/notices': { notices: [], unread: 0 } })

  expect(dialog.textContent).toContain('Nothing to tell')
  expect(dialog.textContent).not.toContain('Mark all as read')
})

it('counts on the bell what is new, in words for those who do not see it', async () => {
  fakeApi({ 'GET /api/notices/unread': { unread: 1 } })

  const wrapper = await mountInApp(NoticeBell)
  await flushPromises()

  expect(wrapper.find('button').attributes('aria-label')).toBe('One new notice')
  expect(wrapper.find('[aria-hidden]:not(svg)').text()).toBe('1')
})

it('is a quiet bell when nobody knows', async () => {
  fakeApi({})

  const wrapper = await mountInApp(NoticeBell)
  await flushPromises()

  expect(wrapper.find('button').attributes('aria-label')).toBe('Notices')
})
