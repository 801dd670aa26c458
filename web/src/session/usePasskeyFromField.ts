import { onScopeDispose, watch } from 'vue'
import { askPasskey, callOffPasskey, fillsInPasskeys } from './askPasskey.ts'

type Passkey = Awaited<ReturnType<typeof askPasskey>>

/**
 * Lets the browser offer passkeys in the field for the name. It begins when somebody moves or types: a page that is only
 * looked at asks the server for nothing, and gets no cookie (S7).
 */
export function usePasskeyFromField(
  isOffered: () => boolean,
  enter: (chosen: Promise<Passkey>) => Promise<void>,
): void {
  const signs = ['pointermove', 'pointerdown', 'keydown'] as const
  const stop = () => signs.forEach((sign) => document.removeEventListener(sign, begin))
  let waits = false

  function begin(event: Event): void {
    if (event instanceof PointerEvent && isSeeming(event)) return
    stop()
    void offer()
  }
  async function offer(): Promise<void> {
    if (!(await fillsInPasskeys())) return
    waits = true
    const asked = askPasskey({ fromField: true })
    // Nobody waits for this offer: one that could not be made, or was called off, is nothing to speak of.
    const isChosen = await asked.then(
      () => true,
      () => false,
    )
    waits = false
    if (isChosen) await enter(asked)
  }

  /** Browsers speak of a move too when the page has changed under a pointer that rests. */
  function isSeeming({ type, movementX, movementY }: PointerEvent): boolean {
    return type === 'pointermove' && movementX === 0 && movementY === 0
  }

  watch(
    isOffered,
    (offered) => {
      if (offered) for (const sign of signs) document.addEventListener(sign, begin)
      else stop()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stop()
    if (waits) void callOffPasskey()
  })
}
