import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readSigningKey } from './readSigningKey.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()

describe('a key to sign with', () => {
  it.each([
    ['PKCS #8', pkcs8],
    ['PKCS #1', pkcs1],
    ['a form, which ends lines otherwise', pkcs8.replaceAll('\n', '\r\n')],
    ['a page, where lines became spaces', pkcs8.trim().replaceAll('\n', ' ')],
    ['an environment file, on one line', pkcs8.trim().replaceAll('\n', '\\n')],
  ])('is read from %s', (_, pem) => {
    const read = readSigningKey(pem)

    expect(read.ok && read.key.equals(privateKey)).toBe(true)
  })

  it('T2: is refused below 2048 bits', () => {
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
    const pem = short.export({ type: 'pkcs8', format: 'pem' }).toString()

    expect(readSigningKey(pem)).toEqual({ ok: false, wrong: 'tooShort' })
  })

  it('is refused when it is no RSA key', () => {
    const { privateKey: ec } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pem = ec.export({ type: 'pkcs8', format: 'pem' }).toString()

    expect(readSigningKey(pem)).toEqual({ ok: false, wrong: 'notRsa' })
  })

  it('is refused when it is locked with a passphrase', () => {
    const locked = { cipher: 'aes-256-cbc', passphrase: 'passphrase-1' }
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem', ...locked }).toString()
    const old = privateKey.export({ type: 'pkcs1', format: 'pem', ...locked }).toString()

    expect(readSigningKey(pem)).toEqual({ ok: false, wrong: 'locked' })
    expect(readSigningKey(old)).toEqual({ ok: false, wrong: 'locked' })
  })

  it.each([
    ['a public key', publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['half a key', pkcs8.slice(0, 400)],
    ['another secret', 'client-secret-1'],
    ['nothing', ''],
  ])('is refused when it is %s', (_, text) => {
    expect(readSigningKey(text)).toEqual({ ok: false, wrong: 'notAKey' })
  })
})
