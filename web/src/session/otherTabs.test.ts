import { expect, it, vi } from 'vitest'
import { onOtherTab, tellOtherTabs } from './otherTabs.ts'

it('reaches the tabs that listen, until they stop', async () => {
  const listener = vi.fn()
  const stop = onOtherTab(listener)

  tellOtherTabs()
  await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce())

  stop()
})
