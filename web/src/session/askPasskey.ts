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

/**
 * Has the person choose one of their passkeys. `fromField`: among the names that the browser fills in, for as long as
 * the page is open. A second asking calls off the first.
 * @throws ApiError; an `AbortError` when the person, or another asking, called it off
 */
export async function askPasskey({ fromField = false } = {}): Promise<AuthenticationResponseJSON> {
  const [{ startAuthentication }, { options }] = await Promise.all([
    import('@simplewebauthn/browser'),
    startPasskeyRequest(),
  ])
  try {
    return await startAuthentication({
      optionsJSON: options,
      useBrowserAutofill: fromField,
      verifyBrowserAutofillInput: false,
    })
  } catch (error) {
    throw toPasskeyError(error)
  }
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
    return new DOMException('no passkey was chosen', 'AbortError')
  }
  // WebAuthn Level 3 §5.1.3: the device or the keeper of passwords has one for this person already.
  const code = name === 'InvalidStateError' ? 'passkey_known' : 'passkey_invalid'
  const problem = { type: 'about:blank', title: '', status: 400, code } as const
  return new ApiError(problem, { cause: error })
}
