import type { AuthenticationResponseJSON } from '@simplewebauthn/browser'
import { ApiError } from '../api/apiError.ts'
import { startPasskeyRequest } from '../api/session.ts'

/** Whether this browser knows passkeys at all. */
export function knowsPasskeys(): boolean {
  return 'PublicKeyCredential' in window
}

/** Whether the browser offers passkeys among the names that it fills in. */
export async function fillsInPasskeys(): Promise<boolean> {
  if (!knowsPasskeys()) return false
  const { browserSupportsWebAuthnAutofill } = await import('@simplewebauthn/browser')
  return await browserSupportsWebAuthnAutofill()
}

/** Only the newest asking goes on, and an offer in the field never in the place of what somebody pressed. */
let newest: { readonly fromField: boolean } | null = null
let options: Promise<unknown> = Promise.resolve()

/**
 * Has the person choose one of their passkeys. `fromField`: among the names that the browser fills in, for as long as
 * the page is open. A second asking calls off the first.
 * @throws ApiError; an `AbortError` when the person, or another asking, called it off
 */
export async function askPasskey({ fromField = false } = {}): Promise<AuthenticationResponseJSON> {
  if (fromField && newest?.fromField === false) throw calledOff()
  const mine = (newest = { fromField })
  try {
    return await ask(mine)
  } finally {
    if (newest === mine) newest = null
  }
}

async function ask(mine: { readonly fromField: boolean }): Promise<AuthenticationResponseJSON> {
  const [{ startAuthentication }, request] = await Promise.all([
    import('@simplewebauthn/browser'),
    fetchOptions(),
  ])
  if (newest !== mine) throw calledOff()
  try {
    return await startAuthentication({
      optionsJSON: request.options,
      useBrowserAutofill: mine.fromField,
      verifyBrowserAutofillInput: false,
    })
  } catch (error) {
    throw toPasskeyError(error)
  }
}

/** One after the other: each answer brings the cookie that its options belong to, and the last one counts. */
function fetchOptions(): ReturnType<typeof startPasskeyRequest> {
  const asked = options.catch(() => undefined).then(startPasskeyRequest)
  options = asked
  return asked
}

/** Ends an asking that is still open. */
export async function callOffPasskey(): Promise<void> {
  const { WebAuthnAbortService } = await import('@simplewebauthn/browser')
  WebAuthnAbortService.cancelCeremony()
}

/** Browsers say NotAllowedError for a no, for a passkey that is not there, and for too long a wait alike. */
export function toPasskeyError(error: unknown): Error {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'AbortError') {
    return calledOff()
  }
  // WebAuthn Level 3 §5.1.3: the device or the keeper of passwords has one for this person already.
  const code = name === 'InvalidStateError' ? 'passkey_known' : 'passkey_invalid'
  const problem = { type: 'about:blank', title: '', status: 400, code } as const
  return new ApiError(problem, { cause: error })
}

function calledOff(): DOMException {
  return new DOMException('no passkey was chosen', 'AbortError')
}
