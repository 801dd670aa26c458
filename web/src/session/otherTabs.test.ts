import { afterEach, expect, it, vi } from 'vitest'
import { onOtherTab, tellOtherTabs } from './otherTabs.ts'

const otherTab = new BroadcastChannel('skrin.session')
afterEach(() => otherTab.close())

it('hears the other tabs and tells them, but does not hear itself', async () => {
  const [heardHere, heardThere] = [vi.fn(), vi.fn()]
  const stop = onOtherTab(heardHere)
  otherTab.addEventListener('message', heardThere)

  tellOtherTabs()
  await vi.waitFor(() => expect(heardThere).toHaveBeenCalledOnce())
  expect(heardHere).not.toHaveBeenCalled()

  otherTab.postMessage(null)
  await vi.waitFor(() => expect(heardHere).toHaveBeenCalledOnce())
  stop()
})
