import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { usePreferences } from '../preferences/usePreferences.ts'
import { fakeApi } from '../testing/fakeApi.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { insightRoutes } from '../testing/insightData.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount, toBank, toCategories } from '../testing/wireData.ts'
import InsightsPage from './InsightsPage.vue'

const euros = toAccount({ id: 'account-2', name: 'Reisekonto', currency: 'EUR' })

async function mountPage(more: FakeRoutes = {}, path = '/insights') {
  const api = fakeApi({
    ...insightRoutes,
    'GET /api/accounts': { accounts: [toAccount(), euros], outcomes: [] },
    'GET /api/banks': { banks: [toBank()] },
    'GET /api/categories': toCategories(),
    'GET /api/rates': { rates: [] },
    ...more,
  })
  const wrapper = await mountInApp(InsightsPage, { path })
  await flushPromises()
  return { api, wrapper }
}
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

it('asks about the twelve months up to today, the first of them whole', async () => {
  const { api } = await mountPage()

  expect(api.calls).toContain('GET /api/insights/flow?from=2025-11-01&to=2026-10-14')
})

it('says in words what each chart shows', async () => {
  const { wrapper } = await mountPage()

  const labels = wrapper
    .findAll('[role=img]')
    .map((chart) => plain(chart.attributes('aria-label') ?? ''))
  expect(labels).toEqual([
    'Balance over time in NOK. From 1 September to 14 October: from NOK 1,000.00 to NOK 5,000.00, lowest NOK 1,000.00, highest NOK 7,000.00.',
    'Money in and out in NOK. By month from September 2026 to October 2026. In all NOK 40,000.00 came in and NOK 39,234.00 went out.',
    'Money in and out in EUR. By month from September 2026 to October 2026. In all €0.00 came in and €70.00 went out.',
  ])
})

it('has every chart’s figures in a table, currencies apart', async () => {
  const { wrapper } = await mountPage()

  const [balance, flow, inEuros] = wrapper
    .findAll('figure table')
    .map((table) => plain(table.text()))
  expect(balance).toContain('30 SeptemberNOK 7,000.00')
  expect(flow).toContain('September 2026NOK 40,000.00−NOK 31,234.00')
  expect(inEuros).toContain('October 2026€0.00−€70.00')
  expect(wrapper.text()).toContain('2 rows between your accounts are left out.')
})

it('leads from a category to its transactions', async () => {
  const { wrapper } = await mountPage({}, '/insights?period=lastMonth&account=account-1')

  const link = wrapper.findAll('a').find((one) => one.text() === 'Groceries')
  expect(link?.attributes('href')).toBe(
    '/transactions?category=groceries&direction=out&from=2026-09-01&to=2026-09-30&transfer=none&account=account-1',
  )
})

it('tells of a regular payment with its next day and its new price', async () => {
  const { wrapper } = await mountPage()

  const row = plain(
    wrapper
      .findAll('li')
      .find((one) => one.text().includes('Strømme'))
      ?.text() ?? '',
  )
  expect(row).toContain('Monthly · About 5 November')
  expect(row).toContain('Price rise on 5 Aug: from NOK 129.00 to NOK 159.00')
})

it('leaves out what a person says is no regular payment', async () => {
  const { api, wrapper } = await mountPage({
    'PUT /api/insights/recurring/recurring-1': new Response(null, { status: 204 }),
  })

  await wrapper.find('[aria-label^="“Strømmetjenesten” is not"]').trigger('click')
  await flushPromises()

  const sent = api.requests.find(({ method }) => method === 'PUT')
  expect(await sent?.json()).toEqual({ dismissed: true })
})

it('shows no amount and no shape of one while amounts are hidden', async () => {
  const { wrapper } = await mountPage()

  usePreferences().hideAmounts = true
  await flushPromises()

  expect(wrapper.find('[role=img]').exists()).toBe(false)
  expect(wrapper.findAll('pattern, path.line, td svg')).toEqual([])
  const told = wrapper
    .findAll('*')
    .flatMap(({ element }) => [
      ...['aria-label', 'title', 'width'].map((name) => element.getAttribute(name)),
    ])
  expect(plain(wrapper.text())).not.toMatch(/31.234|7.000|9.876|4.999|159|1.908/)
  expect(told.join()).not.toMatch(/31.234|7.000|9.876|4.999|159|1.908|%/)
})

it('says which rate is missing instead of guessing, and offers to enter it', async () => {
  const { wrapper } = await mountPage(
    {
      'GET /api/insights/flow': {
        ...(insightRoutes['GET /api/insights/flow'] as object),
        converted: { value: null, rates: null, missing: ['EUR'] },
      },
    },
    '/insights?in=NOK',
  )

  expect(wrapper.text()).toContain(
    'There is no rate for EUR that is old enough, so no figure in NOK.',
  )
  expect(wrapper.text()).toContain('Enter rates')
})
