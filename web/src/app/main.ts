import '../ui/base.css'
import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createTexts, setTextLanguage } from '../i18n/i18n.ts'
import { usePreferences } from '../preferences/usePreferences.ts'
import { useSession } from '../session/useSession.ts'
import App from './App.vue'
import { createSkrinRouter } from './router.ts'
import { watchSession } from './watchSession.ts'

const app = createApp(App)
const texts = createTexts()
app.use(createPinia()).use(PiniaColada).use(texts)

const session = useSession()
app.use(createSkrinRouter(session))
watchSession(session, window)

await setTextLanguage(texts.global, usePreferences().language)
app.mount('#app')
