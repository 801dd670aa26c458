import { generateKeyPairSync } from 'node:crypto'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { Secret } from '../config/secret.ts'
import { createSelfSignedClient } from './selfSignedClient.ts'

const HOUR_MS = 60 * 60_000
const now = Date.parse('2026-03-13T12:00:00.500Z')
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

function createClient(secret = pem) {
  return createSelfSignedClient({
    tokens: { issuer: 'issuer-1', audience: 'audience-1', lifetimeMs: HOUR_MS },
    bankClient: { id: 'client-1', secret: new Secret(secret) },
    clock: { now: () => now },
  })
}

describe('a bank client that signs its tokens itself', () => {
  it('T2: says who it is, for whom and for how long, under its own key', async () => {
    const { accessToken, refreshToken } = await createClient().requestClientCredentials('reading')

    expect(decodeProtectedHeader(accessToken)).toEqual({
      typ: 'JWT',
      alg: 'RS256',
      kid: 'client-1',
    })
    const options = { currentDate: new Date(now), issuer: 'issuer-1', audience: 'audience-1' }
    const { payload } = await jwtVerify(accessToken, publicKey, options)
    expect(payload.exp).toBe((payload.iat ?? 0) + 3600)
    expect(refreshToken).toBeNull()
  })

  it.each([-60_000, 0, 60_000])('is believed by a clock that differs by %i ms', async (aheadMs) => {
    const { accessToken, usableUntil } = await createClient().requestClientCredentials('reading')

    const { payload } = await jwtVerify(accessToken, publicKey, { currentDate: new Date(now) })
    const there = Math.floor((now + aheadMs) / 1000)
    expect(payload.iat).toBeLessThanOrEqual(there)
    expect(payload.exp).toBeGreaterThan(Math.floor((usableUntil + aheadMs) / 1000))
  })

  it('has the next one ready well before a token ends', async () => {
    const { usableUntil } = await createClient().requestClientCredentials('reading')

    expect(usableUntil).toBe(now + 0.75 * HOUR_MS)
  })

  it('never signs the same token twice, so that a refused one is not sent again', async () => {
    const client = createClient()

    const first = await client.requestClientCredentials('reading')
    const second = await client.requestClientCredentials('reading')

    expect(second.accessToken).not.toBe(first.accessToken)
  })

  it('says that the bank client is wrong when its secret is no key', async () => {
    const asked = createClient('client-secret-1').requestClientCredentials('reading')

    await expect(asked).rejects.toMatchObject({ code: 'bank_client_invalid' })
  })

  it('T2: has no other way to a token, and none to revoke', async () => {
    const client = createClient()
    const callback = new URL('http://localhost/connect/testbank/callback?code=1')

    await expect(client.refresh('refresh-token-1')).rejects.toThrow(TypeError)
    await expect(
      client.exchangeCode(callback, { state: 'state-1', codeVerifier: null }),
    ).rejects.toThrow(TypeError)
    expect(await client.revoke('access-token-1', 'access_token')).toBe(false)
  })
})
