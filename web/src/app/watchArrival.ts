import { shallowReadonly, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { Router } from 'vue-router'

/** Why a page could not be opened, and which one it was. */
export interface FailedArrival {
  readonly error: unknown
  readonly path: string
}

/**
 * Keeps what stopped the last navigation: Skrin not answering, or a part of it that could not be loaded. To be
 * called before the router starts, since the first navigation can fail before anything is mounted.
 */
export function watchArrival(
  router: Pick<Router, 'onError' | 'afterEach'>,
): Readonly<ShallowRef<FailedArrival | null>> {
  const failed = shallowRef<FailedArrival | null>(null)
  router.onError((error: unknown, to) => {
    failed.value = { error, path: to.fullPath }
  })
  router.afterEach((_to, _from, failure) => {
    if (!failure) failed.value = null
  })
  return shallowReadonly(failed)
}
