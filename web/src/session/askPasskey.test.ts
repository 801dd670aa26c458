import { expect, it } from 'vitest'
import { isAbort, toProblem } from '../api/apiError.ts'
import { toPasskeyError } from './askPasskey.ts'

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
