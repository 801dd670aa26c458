import '../ui/base.css'
import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { onProblem } from '../api/apiClient.ts'
import { createTexts, setTextLanguage } from '../i18n/i18n.ts'
import { usePreferences } from '../preferences/usePreferences.ts'
import { useSession } from '../session/useSession.ts'
import App from './App.vue'
import { createSkrinRouter } from './router.ts'

const app = createApp(App)
const texts = createTexts()
app.use(createPinia()).use(PiniaColada).use(texts)

const session = useSession()
const preferences = usePreferences()
const router = createSkrinRouter(session)
app.use(router)

// The session can end while a page is open: by time, or because it was ended elsewhere.
onProblem(({ code }) => {
  if (code !== 'unauthenticated' || session.member === null) return
  session.forget()
  void router.push({ name: 'sign-in', query: { to: router.currentRoute.value.fullPath } })
})

await setTextLanguage(texts.global, preferences.language)
app.mount('#app')
