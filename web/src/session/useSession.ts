import { defineStore } from 'pinia'
import { computed, readonly, shallowRef } from 'vue'
import type { ProofRequest, Session, SetupRequest, SignInRequest } from '@skrin/shared/api/session'
import * as api from '../api/session.ts'
import { tellOtherTabs } from './otherTabs.ts'

/** Who is here. The browser holds no token: only what `GET /api/session` says. */
export const useSession = defineStore('session', () => {
  const session = shallowRef<Session | null>(null)
  const member = computed(() => session.value?.member ?? null)
  const demoMembers = computed(() => session.value?.demo?.members ?? [])
  const household = computed(() => session.value?.household ?? null)
  const ways = computed(() => session.value?.signIn ?? { passkeys: false, sso: null })
  /** Whether there is anything here of moving money for this person; a connection still has to be turned on for it. */
  const movesMoney = computed(
    () =>
      session.value?.transfers === true && member.value !== null && member.value.role !== 'child',
  )
  const isDemo = computed(() => session.value?.demo !== null && session.value !== null)
  const needsSetup = computed(() => session.value?.setup === 'needed')
  let asking: Promise<Session> | undefined
  let renewing: Promise<unknown> | undefined

  /** Asks once per page load; later calls answer from what is known. */
  async function ensureSession(): Promise<Session> {
    if (session.value) return session.value
    asking ??= api.fetchSession().finally(() => (asking = undefined))
    session.value = await asking
    return session.value
  }

  async function signIn(request: SignInRequest): Promise<void> {
    session.value = await api.signIn(request)
    tellOtherTabs()
  }

  /** Once more the one who is signed in already. */
  function prove(request: ProofRequest): Promise<void> {
    return renew(api.prove(request))
  }

  /** Whether the last proof of who this is will not do for a sensitive act, by this device's clock. */
  function isProofDue(): boolean {
    const freshUntil = session.value?.freshUntil
    return freshUntil != null && Date.parse(freshUntil) <= Date.now()
  }

  /** Takes over the answer of a call that gives this session another cookie. */
  async function renew(call: Promise<Session>): Promise<void> {
    renewing = call
    try {
      session.value = await call
    } finally {
      renewing = undefined
    }
  }

  /** Takes over what an act has made of the session, such as another name. */
  function take(changed: Session): void {
    session.value = changed
  }

  async function setUp(request: SetupRequest): Promise<void> {
    session.value = await api.setUp(request)
  }

  /** What is known here stays until the page is loaded anew: a page turned to nobody would ask once more, in vain. */
  async function signOut(): Promise<void> {
    await api.signOut()
    tellOtherTabs()
  }

  /** Whether it is still the same person that this page was loaded for; then what is new about them is taken over. */
  async function isStillMe(): Promise<boolean> {
    // Until the new cookie has come, the old one would be told that nobody is signed in.
    await renewing?.catch(() => undefined)
    const now = await api.fetchSession()
    const isSame = now.member?.id === session.value?.member?.id
    if (isSame) session.value = now
    return isSame
  }

  return {
    session: readonly(session),
    member,
    demoMembers,
    isDemo,
    movesMoney,
    household,
    ways,
    needsSetup,
    ensureSession,
    signIn,
    prove,
    isProofDue,
    renew,
    take,
    setUp,
    signOut,
    isStillMe,
  }
})
