import { PiniaColada } from '@pinia/colada'
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { askAnew } from '../api/askAnew.ts'
import { createTexts, ensureRest, setTextLanguage } from '../i18n/i18n.ts'
import type { Language } from '../i18n/language.ts'
import { clockKey } from '../ui/clock.ts'

export interface MountOptions {
  props?: Record<string, unknown>
  slots?: Record<string, string>
  language?: Language
  /** Epoch milliseconds at which the clock stands still. */
  nowMs?: number
  /** The address at which the component finds itself. */
  path?: string
  /** What is there before the component, such as who is signed in. */
  before?: () => Promise<unknown>
}

/** Where tests stand in time unless they say otherwise: Wednesday 14 October 2026, 14:05 in Oslo. */
export const testNowMs = Date.parse('2026-10-14T12:05:00.000Z')

/** Mounts a component with what the app gives it: texts, stores, routes and a clock that stands still. */
export async function mountInApp(component: Component, options: MountOptions = {}) {
  const { props = {}, slots = {}, language = 'en', nowMs = testNowMs, path = '/', before } = options
  localStorage.clear()
  const pinia = createPinia()
  setActivePinia(pinia)
  const texts = createTexts()
  await setTextLanguage(texts.global, language)
  await ensureRest(texts.global, language)
  const router = createTestRouter()
  await router.push(path)
  await before?.()
  const wrapper = mount(component, {
    props,
    slots,
    attachTo: document.body,
    global: {
      plugins: [pinia, [PiniaColada, { plugins: [askAnew] }], texts, router],
      provide: { [clockKey]: { now: () => nowMs } },
    },
  })
  return Object.assign(wrapper, { router })
}

/** The app's places by name, without their pages. */
function createTestRouter() {
  const page = { render: () => null }
  return createRouter({
    history: createMemoryHistory(),
    routes: [
      { name: 'overview', path: '/', component: page },
      { name: 'account', path: '/accounts/:id', component: page },
      { name: 'transactions', path: '/transactions', component: page },
      { name: 'review', path: '/transactions/review', component: page },
      { name: 'insights', path: '/insights', component: page },
      { name: 'move', path: '/move', component: page },
      { name: 'transfer-order', path: '/move/:id', component: page },
      { name: 'banks', path: '/banks', component: page },
      { name: 'connected', path: '/banks/connected', component: page },
      { name: 'settings', path: '/settings', component: page },
      { name: 'household', path: '/settings/household', component: page },
      { name: 'sign-in-methods', path: '/settings/sign-in', component: page },
      { name: 'sessions', path: '/settings/sessions', component: page },
      { name: 'rules', path: '/settings/rules', component: page },
      { name: 'notice-settings', path: '/settings/notices', component: page },
      { name: 'access-log', path: '/settings/access-log', component: page },
      { name: 'tokens', path: '/settings/tokens', component: page },
      { name: 'files', path: '/settings/files', component: page },
      { name: 'import', path: '/settings/files/:id', component: page },
      { name: 'sign-in', path: '/sign-in', component: page },
      { name: 'set-up', path: '/set-up', component: page },
      { name: 'join', path: '/join', component: page },
    ],
  })
}
