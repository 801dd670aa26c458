import { expect, it, vi } from 'vitest'
import { isAbort, toProblem } from '../api/apiError.ts'
import { fakeApi } from '../testing/fakeApi.ts'
import { askPasskey, toPasskeyError } from './askPasskey.ts'

const named = (name: string) => Object.assign(new Error('from the browser'), { name })

it.each(['NotAllowedError', 'AbortError'])('takes %s as a wish of the person', (name) => {
  expect(isAbort(toPasskeyError(named(name)))).toBe(true)
})

it.each([
  ['InvalidStateError', 'passkey_known'],
  ['SecurityError', 'passkey_invalid'],
])('takes %s as %s', (name, code) => {
  expect(toProblem(toPasskeyError(named(name))).code).toBe(code)
})

it('asks for what somebody pressed, whether an offer in the field begins before or after', async () => {
  const api = fakeApi({
    'POST /api/session/passkey/options': { options: { challenge: 'AAAA', rpId: 'localhost' } },
  })
  const get = vi.fn<(options: CredentialRequestOptions) => Promise<null>>(() =>
    Promise.reject(named('NotAllowedError')),
  )
  vi.stubGlobal('PublicKeyCredential', () => undefined)
  vi.stubGlobal('navigator', { credentials: { get } })

  await Promise.allSettled([
    askPasskey({ fromField: true }),
    askPasskey(),
    askPasskey({ fromField: true }),
  ])

  expect(get).toHaveBeenCalledOnce()
  expect(get.mock.calls[0]?.[0].mediation).toBeUndefined()
  expect(api.calls).toHaveLength(2)
})
