import { expect, it } from 'vitest'
import { mountInApp } from '../testing/mountInApp.ts'
import { toOutcome } from '../testing/wireData.ts'
import type { Language } from '../i18n/language.ts'
import OutcomeNotice from './OutcomeNotice.vue'

const names = { bankName: 'Testbanken', serviceName: 'Formidleren' }
const tell = async (problem: string, language: Language = 'en') => {
  const outcome = toOutcome({ status: 'partial', problem })
  const wrapper = await mountInApp(OutcomeNotice, { props: { outcome, ...names }, language })
  return wrapper.find('p').text()
}

it.each([
  ['bank_unavailable', 'Formidleren (for Testbanken) is down'],
  ['bank_client_invalid', 'Formidleren (for Testbanken) does not accept'],
  ['bank_behind_unavailable', 'Testbanken did not answer the service'],
  ['reconnect_needed', 'Testbanken asks for the access to be renewed'],
  ['bank_budget_spent', 'The calls that Testbanken allows are used up'],
])('says who is meant by %s, the service or the bank behind it', async (problem, words) => {
  expect(await tell(problem)).toContain(words)
})

it('says it as a Swede would', async () => {
  expect(await tell('bank_unavailable', 'sv')).toContain('Formidleren (för Testbanken)')
})
