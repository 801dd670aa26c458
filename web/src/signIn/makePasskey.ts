import { addPasskey, startPasskey } from '../api/signInMethods.ts'
import { toPasskeyError } from '../session/askPasskey.ts'

/**
 * Has the browser make a passkey, and Skrin keep its public half under this name.
 * @throws ApiError; an `AbortError` when the person called it off
 */
export async function makePasskey(name: string): Promise<void> {
  const [{ startRegistration }, { options }] = await Promise.all([
    import('@simplewebauthn/browser'),
    startPasskey(),
  ])
  const passkey = await startRegistration({ optionsJSON: options }).catch((error: unknown) => {
    throw toPasskeyError(error)
  })
  await addPasskey({ name, passkey: { ...passkey } })
}
