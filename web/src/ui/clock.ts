import { inject, onScopeDispose, readonly, ref } from 'vue'
import type { InjectionKey, Ref } from 'vue'

export interface Clock {
  /** Epoch milliseconds. */
  now(): number
}

export const clockKey: InjectionKey<Clock> = Symbol('clock')
const systemClock: Clock = { now: () => Date.now() }
const TICK_MS = 20_000

export function useClock(): Clock {
  return inject(clockKey, systemClock)
}

const sharedNow = ref(0)
let users = 0
let timer: number | undefined

/** The time now, moving on by itself, for texts such as "3 minutes ago". One timer serves the whole page. */
export function useNow(): Readonly<Ref<number>> {
  const clock = useClock()
  if (clock !== systemClock) return readonly(ref(clock.now()))
  sharedNow.value = clock.now()
  if (users++ === 0) {
    timer = window.setInterval(() => (sharedNow.value = clock.now()), TICK_MS)
  }
  onScopeDispose(() => {
    if (--users === 0) window.clearInterval(timer)
  })
  return readonly(sharedNow)
}
