import { defineAsyncComponent } from 'vue'
import type { Component } from 'vue'
import { useI18n } from 'vue-i18n'
import { ensureRest } from './i18n.ts'
import { useText } from './useText.ts'

/** A component that most visits never see: it comes with the rest of the texts when it is first shown. */
export function useLazyDialog<Dialog extends Component>(load: () => Promise<{ default: Dialog }>) {
  const composer = useI18n({ useScope: 'global' })
  const { language } = useText()

  return defineAsyncComponent(async (): Promise<Dialog> => {
    const [{ default: dialog }] = await Promise.all([load(), ensureRest(composer, language.value)])
    return dialog
  })
}
