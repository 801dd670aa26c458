import { expect, it } from 'vitest'
import { h } from 'vue'
import { mountInApp } from '../testing/mountInApp.ts'
import { setTextLanguage, createTexts } from './i18n.ts'
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

it('loads a language once and says which one the document is in', async () => {
  const { global } = createTexts()

  await setTextLanguage(global, 'nb')

  expect(global.availableLocales).toEqual(['nb'])
  expect(document.documentElement.lang).toBe('nb')
})
