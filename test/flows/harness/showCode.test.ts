import { expect, it } from 'vitest'
import { showCode } from './showCode.ts'

// RFC 6238, appendix B: the secret is "12345678901234567890", of the eight digits the last six.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('shows what RFC 6238 says at %d seconds', (seconds, code) => {
  expect(showCode(secret, seconds * 1000)).toBe(code)
})
