import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import type { Language } from '../i18n/language.ts'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { slowApi } from '../testing/slowApi.ts'
import { useSession } from '../session/useSession.ts'
import { toBank, toBankOption, toConnection, toSession } from '../testing/wireData.ts'
import ConnectDialog from './ConnectDialog.vue'

const label = { en: 'Your bank', nb: 'Banken din', sv: 'Din bank' }
const service = toBank({
  id: 'service',
  name: 'Formidleren',
  countries: ['FI', 'NO', 'SE'],
  choices: [{ name: 'behind', label, source: 'bank', options: [] }],
})
const ostre = toBankOption({ value: 'NO/ostre', label: 'Østre Sparebank', renewalDays: 90 })
const vestre = toBankOption({ value: 'NO/vestre', label: 'Vestre Sparebank', beta: true })
const norwegian = {
  'GET /api/banks/service/choices?country=NO': { name: 'behind', options: [ostre, vestre] },
}
const connected = { 'POST /api/connections': { connection: toConnection() } }

async function mountDialog(routes: FakeRoutes, language: Language = 'nb', props = {}) {
  const api = fakeApi(routes)
  const wrapper = await mountInApp(ConnectDialog, { props: { bank: service, ...props }, language })
  await flushPromises()
  return { api, wrapper }
}
const dialog = () => document.querySelector<HTMLElement>('[role=dialog]') ?? document.body
const optionsOf = () => [...dialog().querySelectorAll<HTMLElement>('[role=option]')]
const findButton = (text: string) =>
  [...dialog().querySelectorAll('button')].find((button) => button.textContent.includes(text))

async function type(text: string): Promise<void> {
  const field = dialog().querySelector<HTMLInputElement>('[role=combobox]')
  if (field) field.value = text
  field?.dispatchEvent(new Event('input'))
  await flushPromises()
}
async function press(key: string): Promise<void> {
  const field = dialog().querySelector('[role=combobox]')
  field?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  await flushPromises()
}

it('begins in the reader’s country and says what is special about each bank', async () => {
  const { api } = await mountDialog(norwegian)

  expect(api.calls).toEqual(['GET /api/banks/service/choices?country=NO'])
  expect(dialog().textContent).toContain('2 banker')
  expect(optionsOf().map(({ textContent }) => textContent)).toEqual([
    'ØsØstre SparebankFornyes senest etter 90 dager',
    'VeVestre SparebankFornyes senest etter 180 dagerUnder utprøving: Mer kan gå galt',
  ])
})

it('finds a bank by a few letters without accents, and connects what Enter chooses', async () => {
  const { api, wrapper } = await mountDialog({ ...norwegian, ...connected })
  await type('ostr')
  await press('Enter')

  expect(dialog().textContent).toContain('Koble til Østre Sparebank')
  expect(dialog().textContent).toContain('Via Formidleren')
  expect(dialog().textContent).toContain('senest etter 90 dager')
  findButton('Gå til Østre Sparebank')?.click()
  await flushPromises()

  const post = api.requests.find(({ method }) => method === 'POST')
  expect(await post?.json()).toEqual({ bank: 'service', choices: { behind: 'NO/ostre' } })
  expect(wrapper.emitted('connected')).toHaveLength(1)
})

it('finds a bank for whoever types faster than the list comes', async () => {
  const api = slowApi()
  await mountInApp(ConnectDialog, { props: { bank: service }, language: 'nb' })
  await flushPromises()
  await type('vest')

  api.answer('/api/banks/service/choices?country=NO', { name: 'behind', options: [ostre, vestre] })
  await flushPromises()
  await press('Enter')

  expect(dialog().textContent).toContain('Koble til Vestre Sparebank')
})

it('lets another bank be chosen before going on', async () => {
  await mountDialog(norwegian)
  optionsOf()[1]?.click()
  await flushPromises()
  expect(dialog().textContent).toContain('Under utprøving')

  findButton('Velg en annen bank')?.click()
  await flushPromises()

  expect(optionsOf()).toHaveLength(2)
})

it('asks for the banks of another country when that is chosen', async () => {
  const { api } = await mountDialog({
    ...norwegian,
    'GET /api/banks/service/choices?country=FI': { name: 'behind', options: [] },
  })
  const select = dialog().querySelector('select')

  if (select) select.value = 'FI'
  select?.dispatchEvent(new Event('change'))
  await flushPromises()

  expect(api.calls.at(-1)).toBe('GET /api/banks/service/choices?country=FI')
  expect(dialog().textContent).toContain('Formidleren når ingen banker i dette landet ennå.')
})

it('says that no bank is called so', async () => {
  await mountDialog(norwegian)

  await type('zz')

  expect(dialog().textContent).toContain('Ingen bank heter «zz» her.')
})

it('shows that the service is down, and asks it again', async () => {
  const { api } = await mountDialog({
    'GET /api/banks/service/choices': problemAnswer(502, 'bank_unavailable'),
  })
  expect(dialog().textContent).toContain('Formidleren er nede')

  findButton('Prøv igjen')?.click()
  await flushPromises()

  expect(api.calls).toHaveLength(2)
})

it('says when the service may be asked again', async () => {
  const retryAt = '2026-10-14T12:35:00.000Z'
  await mountDialog(
    { 'GET /api/banks/service/choices': problemAnswer(503, 'bank_rate_limited', { retryAt }) },
    'en',
  )

  expect(dialog().textContent).toContain('Formidleren asked Skrin to wait.')
  expect(dialog().textContent).toContain('Skrin may ask again in 30 minutes.')
  expect(findButton('Try again')).toBeUndefined()
})

it('tells the bank that does not answer from the service that does', async () => {
  await mountDialog({
    ...norwegian,
    'POST /api/connections': problemAnswer(502, 'bank_behind_unavailable'),
  })
  optionsOf()[0]?.click()
  await flushPromises()

  findButton('Gå til Østre Sparebank')?.click()
  await vi.waitUntil(() => dialog().querySelector('[role=alert]'))

  expect(dialog().querySelector('[role=alert]')?.textContent).toContain('Østre Sparebank')
  expect(dialog().querySelector('[role=alert]')?.textContent).not.toContain('er nede')
})

it('renews with the bank that was chosen, and does not ask for it again', async () => {
  const renew = toConnection({ bank: 'service', label: 'Østre Sparebank' })
  const { api } = await mountDialog(connected, 'nb', { renew })
  expect(dialog().textContent).toContain('Forny tilgangen hos Østre Sparebank')

  findButton('Gå til Østre Sparebank')?.click()
  await flushPromises()

  expect(api.calls).toEqual(['POST /api/connections'])
  expect(await api.requests[0]?.json()).toEqual({ bank: 'service', renew: 'connection-1' })
})

it.each([
  ['off with this host', toSession(), null, 'Cannot move money, pay or change anything'],
  ['to be turned on', toSession({ transfers: true }), null, 'Cannot move money unless you turn'],
  ['off there', toSession({ transfers: true }), 'off', 'Cannot move money unless you turn'],
  ['on there', toSession({ transfers: true }), 'on', 'Can move money between your own accounts'],
  ['on there, off with this host', toSession(), 'on', 'Cannot move money, pay or change anything'],
] as const)('says what Skrin can do where moving money is %s', async (_, who, state, words) => {
  const bank = toBank({ capabilities: { ...toBank().capabilities, transfers: true } })
  const renew = state === null ? {} : { renew: toConnection({ transfers: state }) }
  fakeApi({ 'GET /api/session': who })
  await mountInApp(ConnectDialog, { props: { bank, ...renew }, language: 'en' })
  await useSession().ensureSession()
  await flushPromises()

  expect(dialog().textContent).toContain(words)
})
