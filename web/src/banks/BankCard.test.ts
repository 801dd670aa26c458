import { expect, it } from 'vitest'
import { mountInApp } from '../testing/mountInApp.ts'
import { toBank } from '../testing/wireData.ts'
import BankCard from './BankCard.vue'

const closed = toBank({
  status: 'withdrawn',
  capabilities: {
    pending: false,
    cards: true,
    historyDays: null,
    transfers: false,
    certificate: true,
  },
  renewalDays: 180,
})

it('says honestly what the bank is and gives', async () => {
  const wrapper = await mountInApp(BankCard, { props: { bank: closed, connected: false } })

  expect(wrapper.text()).toContain('Closed by the bank')
  expect(wrapper.findAll('li').map((fact) => fact.text())).toEqual([
    'Length of history not documented',
    'Shows booked transactions only',
    'Cards included',
    'Renewed every 180 days',
    'Needs a certificate',
  ])
})

it('names the bank in its button, for those who hear one button after another', async () => {
  const wrapper = await mountInApp(BankCard, { props: { bank: toBank(), connected: false } })

  expect(wrapper.find('button').text()).toBe('Connect Testbanken')
})

it('tells only the owner how a bank is set up', async () => {
  const bank = toBank({ configured: false })

  const forOwner = await mountInApp(BankCard, { props: { bank, connected: false, owner: true } })
  const forOthers = await mountInApp(BankCard, { props: { bank, connected: false } })

  expect(forOwner.findAll('code').map((name) => name.text())).toEqual([
    'SKRIN_TESTBANK_CLIENT_ID',
    'SKRIN_TESTBANK_CLIENT_SECRET',
  ])
  expect(forOthers.find('code').exists()).toBe(false)
})

it('leaves to each of its banks what a service cannot say for all', async () => {
  const label = { en: 'Your bank', nb: 'Banken din', sv: 'Din bank' }
  const bank = toBank({
    countries: ['NO', 'SE'],
    choices: [{ name: 'behind', label, source: 'bank', options: [] }],
    capabilities: { ...closed.capabilities, certificate: false },
  })

  const wrapper = await mountInApp(BankCard, { props: { bank, connected: true } })

  expect(wrapper.text()).toContain('Norway, Sweden')
  expect(wrapper.findAll('li').map((fact) => fact.text())).toEqual([
    'History as far back as each bank goes',
    'Shows booked transactions only',
    'Cards included',
    'Renewed as often as each bank demands',
  ])
  expect(wrapper.find('button').text()).toBe('Connect another bank Testbanken')
})
