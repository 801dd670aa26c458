import { disableAutoUnmount } from '@vue/test-utils'
import { vi } from 'vitest'

// Many files share a worker and its window, which take longer to make than most files to run: each begins as the first.
vi.resetModules()
disableAutoUnmount()
if ('window' in globalThis) {
  localStorage.clear()
  sessionStorage.clear()
  history.replaceState(null, '', '/')
  document.body.replaceChildren()
  for (const { name } of [...document.documentElement.attributes]) {
    document.documentElement.removeAttribute(name)
  }
}
