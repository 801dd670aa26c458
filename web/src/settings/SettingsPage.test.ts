import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { readPreferences } from '../preferences/preferences.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import SettingsPage from './SettingsPage.vue'

it('keeps each choice as soon as it is made', async () => {
  const wrapper = await mountInApp(SettingsPage, { path: '/settings' })

  await wrapper.find('select').setValue('nb')
  await wrapper.find('input[value=dark]').setValue(true)
  await wrapper.find('input[role=switch]').setValue(true)
  await nextTick()

  expect(readPreferences(localStorage)).toMatchObject({
    language: 'nb',
    theme: 'dark',
    hideAmounts: true,
  })
})

it('can follow the browser’s language again', async () => {
  const wrapper = await mountInApp(SettingsPage, { path: '/settings' })

  await wrapper.find('select').setValue('sv')
  await wrapper.find('select').setValue('browser')
  await nextTick()

  expect(readPreferences(localStorage).language).toBeNull()
})
