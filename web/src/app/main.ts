import '../ui/base.css'
import { PiniaColada } from '@pinia/colada'
import { createPinia, setActivePinia } from 'pinia'
import { createApp, h } from 'vue'
import { onStepUpNeeded } from '../api/apiClient.ts'
import { askAnew } from '../api/askAnew.ts'
import { createTexts, ensureRest, setTextLanguage } from '../i18n/i18n.ts'
import { usePreferences } from '../preferences/usePreferences.ts'
import { onOtherTab } from '../session/otherTabs.ts'
import { useSession } from '../session/useSession.ts'
import { useStepUp } from '../stepUp/useStepUp.ts'
import App from './App.vue'
import { followEvents } from './followEvents.ts'
import { createSkrinRouter } from './router.ts'
import { watchArrival } from './watchArrival.ts'
import { watchSession } from './watchSession.ts'

const pinia = createPinia()
setActivePinia(pinia)
const session = useSession()
const texts = createTexts()
const router = createSkrinRouter({
  ensureSession: session.ensureSession,
  ensureRestOfTexts: () => ensureRest(texts.global, usePreferences().language),
})
const failed = watchArrival(router)

const app = createApp({ render: () => h(App, { failed: failed.value }) })
app
  .use(pinia)
  .use(PiniaColada, { plugins: [askAnew] })
  .use(texts)
  .use(router)
onStepUpNeeded(useStepUp().prove, session.isProofDue)
watchSession(session, window, onOtherTab)

await setTextLanguage(texts.global, usePreferences().language)
// What index.html shows stays until there is a page in its place, or (watchArrival) the reason why there is none.
await router.isReady().catch(() => undefined)
app.mount('#app')
followEvents(() => session.member?.id ?? null)
