import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount } from '../testing/wireData.ts'
import NoticeSettingsPage from './NoticeSettingsPage.vue'

const everywhere = { inApp: true, mail: true, push: true }
const nowhere = { inApp: false, mail: false, push: false }
const channel = { offered: true, server: null, address: null, state: 'none', failing: false }
const settings = {
  choices: {
    consent_ending: everywhere,
    bank_failing: everywhere,
    large_transaction: { ...nowhere, limit: 5000 },
    unusual_transaction: { ...nowhere, limit: 500 },
    low_balance: { ...everywhere, limit: 1000 },
  },
  accountLimits: [],
  view: 'mine',
  details: false,
  language: 'nb',
  mail: channel,
  push: { ...channel, offered: false },
}
const { mail: _mail, push: _push, ...chosen } = settings

async function mountPage(more: Record<string, unknown> = {}) {
  const api = fakeApi({
    'GET /api/notice-settings': settings,
    'PUT /api/notice-settings': settings,
    'GET /api/accounts': { accounts: [toAccount()], outcomes: [] },
    ...more,
  })
  const wrapper = await mountInApp(NoticeSettingsPage, { path: '/settings/notices' })
  await flushPromises()
  const sent = async (method: string) => {
    const requests = api.requests.filter((request) => request.method === method)
    return (await requests.at(-1)?.clone().json()) as unknown
  }
  const labelled = (text: string) =>
    wrapper.findAll('label').filter((label) => label.text().includes(text))
  return { wrapper, sent, labelled }
}

it('keeps each choice as soon as it is made, with all the others', async () => {
  const { sent, labelled } = await mountPage()

  await labelled('In Skrin')[2]?.find('input').setValue(true)
  await flushPromises()

  expect(await sent('PUT')).toEqual({
    ...chosen,
    choices: { ...chosen.choices, large_transaction: { ...nowhere, inApp: true, limit: 5000 } },
  })
})

it('takes the language of the page for that of messages, until another is chosen', async () => {
  const { sent, labelled } = await mountPage({
    'GET /api/notice-settings': { ...settings, language: null },
  })

  await labelled('In Skrin')[2]?.find('input').setValue(true)
  await flushPromises()

  expect(await sent('PUT')).toMatchObject({ language: 'en' })
})

it('keeps an amount, and puts back what is none', async () => {
  const { wrapper, sent } = await mountPage()
  const field = wrapper.find<HTMLInputElement>('input[inputmode=numeric]')

  await field.setValue('7 500')
  await field.trigger('change')
  await flushPromises()
  await field.setValue('much')
  await field.trigger('change')

  expect(await sent('PUT')).toMatchObject({ choices: { large_transaction: { limit: 7500 } } })
  expect(field.element.value).not.toBe('much')
})

it('takes a limit of its own for one account', async () => {
  const { wrapper, sent } = await mountPage()
  const field = wrapper.find('details input')

  await field.setValue('250')
  await field.trigger('change')
  await flushPromises()

  expect(await sent('PUT')).toMatchObject({ accountLimits: [{ account: 'account-1', limit: 250 }] })
})

it('offers no way out of Skrin that the host does not have', async () => {
  const { wrapper, labelled } = await mountPage()

  expect(wrapper.text()).toContain('This Skrin sends nothing to phones.')
  expect(labelled('Push')).toEqual([])
  expect(labelled('E-mail').length).toBeGreaterThan(0)
})

it('sends a code to an address, and says when it was wrong', async () => {
  const waiting = { ...channel, address: 'kari@example.org', state: 'waiting' }
  const { wrapper, sent } = await mountPage({
    'PUT /api/notice-addresses/mail': { ...settings, mail: waiting },
    'POST /api/notice-addresses/mail/confirm': problemAnswer(403, 'address_code_invalid'),
  })

  await wrapper.find('input[name=mail]').setValue(' kari@example.org ')
  await wrapper.find('form').trigger('submit')
  await flushPromises()
  const asked = await sent('PUT')
  await wrapper.find('input[name=code]').setValue('123456')
  await wrapper.find('form').trigger('submit')
  await flushPromises()

  expect(asked).toEqual({ address: 'kari@example.org', language: 'en' })
  expect(wrapper.text()).toContain('A code is on its way to kari@example.org.')
  expect(await sent('POST')).toEqual({ code: '123456' })
  expect(wrapper.find('[role=alert]').text()).toContain('This is not the code that was sent')
})

it('says that messages to an address do not arrive', async () => {
  const failing = { ...channel, address: 'kari@example.org', state: 'confirmed', failing: true }
  const { wrapper } = await mountPage({
    'GET /api/notice-settings': { ...settings, mail: failing },
  })

  expect(wrapper.text()).toContain('The last message to kari@example.org could not be delivered.')
})
