import { expect, it } from 'vitest'
import { h } from 'vue'
import { mountInApp } from '../testing/mountInApp.ts'
import { createTexts, ensureRest, setTextLanguage } from './i18n.ts'
import { useText } from './useText.ts'

const Greeting = {
  setup() {
    const { t, localized } = useText()
    return () => h('p', [t('ui.tryAgain'), ' ', localized({ en: 'yes', nb: 'ja', sv: 'jo' })])
  },
}

it('speaks the language of the page', async () => {
  const wrapper = await mountInApp(Greeting, { language: 'sv' })

  expect(wrapper.text()).toBe('Försök igen jo')
})

it('loads only the language that is read and says which one the document is in', async () => {
  const { global } = createTexts()

  await setTextLanguage(global, 'nb')

  expect(global.availableLocales).toEqual(['nb'])
  expect(document.documentElement.lang).toBe('nb')
})

it('comes with the rest of the texts once a page has needed them, in every language', async () => {
  const { global } = createTexts()
  await setTextLanguage(global, 'nb')
  expect(global.te('stepUp.title')).toBe(false)

  await ensureRest(global, 'nb')
  expect(global.t('stepUp.title')).toBe('Bekreft at det er deg')

  await setTextLanguage(global, 'sv')
  expect(global.t('stepUp.title')).toBe('Bekräfta att det är du')
})
