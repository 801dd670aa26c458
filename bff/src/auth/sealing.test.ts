import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSealer } from './sealing.ts'

const key = randomBytes(32)
const sealer = createSealer(key, 'grant')

describe('T7: sealed texts', () => {
  it('open for their owner', () => {
    expect(sealer.open(sealer.seal('access-token-1', 'ingrid c1'), 'ingrid c1')).toBe(
      'access-token-1',
    )
  })

  it('hold nothing readable and differ each time', () => {
    const sealed = sealer.seal('access-token-1', 'ingrid c1')

    expect(sealed).not.toContain('access-token-1')
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('access-token-1')
    expect(sealer.seal('access-token-1', 'ingrid c1')).not.toBe(sealed)
  })

  it('do not open for another owner, another purpose or another key', () => {
    const sealed = sealer.seal('access-token-1', 'ingrid c1')

    expect(sealer.open(sealed, 'jonas c2')).toBeNull()
    expect(createSealer(key, 'connect attempt').open(sealed, 'ingrid c1')).toBeNull()
    expect(createSealer(randomBytes(32), 'grant').open(sealed, 'ingrid c1')).toBeNull()
  })

  it('do not open after any byte was changed or cut', () => {
    const sealed = sealer.seal('access-token-1', 'ingrid c1')
    const [version = '', wrapped = '', body = ''] = sealed.split('.')
    const flip = (part: string, at: number) => {
      const bytes = Buffer.from(part, 'base64url')
      bytes[at] = (bytes[at] ?? 0) ^ 1
      return bytes.toString('base64url')
    }

    for (const at of [0, 12, 30]) {
      expect(sealer.open([version, flip(wrapped, at), body].join('.'), 'ingrid c1')).toBeNull()
      expect(sealer.open([version, wrapped, flip(body, at)].join('.'), 'ingrid c1')).toBeNull()
    }
    const cut = Buffer.from(body, 'base64url').subarray(0, -12).toString('base64url')
    expect(sealer.open([version, wrapped, cut].join('.'), 'ingrid c1')).toBeNull()
    expect(sealer.open('v1..', 'ingrid c1')).toBeNull()
    expect(sealer.open('', 'ingrid c1')).toBeNull()
  })
})
