import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { createFreshTokens } from '@skrin/bff/auth/freshToken'
import type { FreshTokens } from '@skrin/bff/auth/freshToken'
import { createOAuthClient } from '@skrin/bff/auth/oauthClient'
import { createSealer } from '@skrin/bff/auth/sealing'
import { createVault } from '@skrin/bff/auth/vault'
import type { Vault } from '@skrin/bff/auth/vault'
import { createBankTransport } from '@skrin/bff/banks/bankTransport'
import type { BankTransport } from '@skrin/bff/banks/bankTransport'
import { Secret } from '@skrin/bff/config/secret'
import { createLog } from '@skrin/bff/log'
import type { Database } from '@skrin/bff/store/database'
import { engines, openTestDatabase } from '@skrin/bff/store/testDatabase'
import type { TestDatabase } from '@skrin/bff/store/testDatabase'
import { insertTestConnection, insertTestMember } from '@skrin/bff/store/testRows'
import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { oauthBank } from './support/oauthBank.ts'
import { goodAnswer, sendJson, startTokenServer } from './support/tokenServer.ts'
import type { TokenServer } from './support/tokenServer.ts'

const member = 'ingrid' as MemberId
const connection = 'connection-1' as ConnectionId
const owner = { id: connection, bank: 'testbank' }
const key = randomBytes(32)

let now: number
const clock = { now: () => now }
let store: TestDatabase
let server: TokenServer
let transport: BankTransport

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    now = 1_700_000_000_000
    store = await openTestDatabase(engine)
    server = await startTokenServer()
    transport = createBankTransport({ limits: { totalMs: 2000 } })
  })
  afterEach(async () => {
    await transport.close()
    await server.close()
    await store.close()
  })

  /** One process's view: its own connection to the one database. */
  async function startProcess(): Promise<{ vault: Vault; tokens: FreshTokens; db: Database }> {
    const db = await store.open()
    const vault = createVault(db, createSealer(key, 'vault'))
    const oauth = createOAuthClient({
      bank: oauthBank(),
      config: { authUrl: server.origin, apiUrl: server.origin, settings: {} },
      bankClient: { id: 'client-1', secret: new Secret('client-secret-1') },
      transport,
      clock,
    })
    const tokens = createFreshTokens({
      vault,
      clock,
      log: createLog('silent'),
      findOAuthClient: () =>
        Promise.resolve({ client: oauth, grant: 'authorization_code', purpose: 'reading' }),
      onRenewed: () => Promise.resolve(),
    })
    return { vault, tokens, db }
  }

  async function startWithGrant(usableUntil: number) {
    const process = await startProcess()
    await insertTestMember(process.db, member)
    await insertTestConnection(process.db, { id: connection, member, bank: 'testbank' })
    const grant = {
      accessToken: 'access-token-0',
      usableUntil,
      refreshToken: 'refresh-token-0',
      consentId: null,
    }
    await process.vault.put({ connection, member }, grant)
    return process
  }

  const expired = 1
  const usedRefreshTokens = () => server.requests.map(({ form }) => form.get('refresh_token'))

  describe('a token that still serves', () => {
    it('is given without asking the bank', async () => {
      const { tokens } = await startWithGrant(now + 1)

      expect(await tokens.fetch(owner)).toMatchObject({
        status: 'ok',
        accessToken: 'access-token-0',
      })
      expect(server.requests).toEqual([])
    })

    it('is renewed when the bank rejected it, once for all who were rejected', async () => {
      const { tokens } = await startWithGrant(now + 100_000)

      const given = await Promise.all(
        Array.from({ length: 20 }, () => tokens.fetch(owner, 'access-token-0')),
      )

      expect(new Set(given.map((token) => token.status === 'ok' && token.accessToken))).toEqual(
        new Set(['access-token-1']),
      )
      expect(server.requests).toHaveLength(1)
    })
  })

  it('is waited for at the end of the program, and kept, when its refresh is under way', async () => {
    const { tokens, vault } = await startWithGrant(expired)
    const { promise: sent, resolve: noteSent } = Promise.withResolvers<void>()
    server.answer = (_request, response) => {
      noteSent()
      setTimeout(() => sendJson(response, 200, goodAnswer(1)), 200)
    }
    void tokens.fetch(owner)
    await sent

    await tokens.settle()

    expect((await vault.read(connection))?.grant).toMatchObject({
      accessToken: 'access-token-1',
      refreshToken: 'refresh-token-1',
    })
  })

  describe('X1: an expired token', () => {
    it('is refreshed once for 50 parallel requests in two processes', async () => {
      const one = await startWithGrant(expired)
      const two = await startProcess()
      server.answer = (_request, response) => {
        setTimeout(() => sendJson(response, 200, goodAnswer(1)), 150)
      }

      const given = await Promise.all(
        Array.from({ length: 50 }, (_, index) => (index % 2 ? one : two).tokens.fetch(owner)),
      )

      expect(
        given.every((token) => token.status === 'ok' && token.accessToken === 'access-token-1'),
      ).toBe(true)
      expect(usedRefreshTokens()).toEqual(['refresh-token-0'])
    })

    it('is refreshed once although the refresh takes nearly as long as a lease', async () => {
      const one = await startWithGrant(expired)
      const two = await startProcess()
      server.answer = (_request, response) => {
        setTimeout(() => sendJson(response, 200, goodAnswer(1)), 400)
      }

      const first = one.tokens.fetch(owner)
      await delay(100)
      now += 9000
      const second = two.tokens.fetch(owner)

      expect([(await first).status, (await second).status]).toEqual(['ok', 'ok'])
      expect(server.requests).toHaveLength(1)
    })

    it('is refreshed by another process when the holder of the lease died', async () => {
      const { vault, tokens } = await startWithGrant(expired)
      await vault.takeLease(connection, { holder: 'dead-process', now, untilMs: now + 10_000 })

      const waiting = tokens.fetch(owner)
      await delay(150)
      expect(server.requests).toEqual([])
      now += 10_001

      expect(await waiting).toMatchObject({ status: 'ok' })
      expect(server.requests).toHaveLength(1)
    })
  })

  describe('X2: a rotated refresh token', () => {
    it('is saved before anybody gets the access token that came with it', async () => {
      const { tokens, vault } = await startWithGrant(expired)

      const token = await tokens.fetch(owner)
      const row = await vault.read(connection)

      expect(token).toMatchObject({ status: 'ok', accessToken: 'access-token-1' })
      expect(row?.grant).toMatchObject({
        accessToken: 'access-token-1',
        refreshToken: 'refresh-token-1',
      })
      now += 3_600_000
      await tokens.fetch(owner)
      expect(usedRefreshTokens()).toEqual(['refresh-token-0', 'refresh-token-1'])
    })

    it('stays the old one when none came', async () => {
      const { tokens, vault } = await startWithGrant(expired)
      server.answer = (_request, response) =>
        sendJson(response, 200, {
          access_token: 'access-token-1',
          token_type: 'Bearer',
          expires_in: 60,
        })

      await tokens.fetch(owner)

      expect((await vault.read(connection))?.grant?.refreshToken).toBe('refresh-token-0')
    })

    it('does not come back to a connection that was given up meanwhile', async () => {
      const { tokens, db } = await startWithGrant(expired)
      server.answer = (_request, response) => {
        void db
          .deleteFrom('vault')
          .execute()
          .then(() => sendJson(response, 200, goodAnswer(1)))
      }

      expect(await tokens.fetch(owner)).toEqual({ status: 'reconnect' })
      expect(await db.selectFrom('vault').selectAll().execute()).toEqual([])
    })
  })

  describe('X4: a refresh that fails', () => {
    it('asks for reconnecting only when the bank says that the grant is over', async () => {
      const { tokens } = await startWithGrant(expired)
      server.answer = (_request, response) => sendJson(response, 400, { error: 'invalid_grant' })

      expect(await tokens.fetch(owner)).toEqual({ status: 'reconnect' })
    })

    it('after invalid_grant takes what another process saved meanwhile', async () => {
      const { tokens, vault } = await startWithGrant(expired)
      server.answer = (_request, response) => {
        const grant = {
          accessToken: 'access-token-7',
          usableUntil: now + 1,
          refreshToken: 'refresh-token-7',
          consentId: null,
        }
        void vault
          .put({ connection, member }, grant)
          .then(() => sendJson(response, 400, { error: 'invalid_grant' }))
      }

      expect(await tokens.fetch(owner)).toMatchObject({
        status: 'ok',
        accessToken: 'access-token-7',
      })
    })

    it('is not repeated at once, but with growing pauses, and keeps the grant', async () => {
      const { tokens, vault } = await startWithGrant(expired)
      server.answer = (_request, response) => sendJson(response, 503, {})

      for (let second = 0; second < 100; second++) {
        expect(await tokens.fetch(owner)).toMatchObject({
          status: 'unavailable',
          error: { code: 'bank_unavailable' },
        })
        now += 1000
      }
      // At 0, after 15, 30 more and 60 more seconds.
      expect(server.requests.length).toBeGreaterThanOrEqual(3)
      expect(server.requests.length).toBeLessThanOrEqual(4)

      server.answer = (_request, response) => sendJson(response, 200, goodAnswer(9))
      now += 200_000
      expect(await tokens.fetch(owner)).toMatchObject({
        status: 'ok',
        accessToken: 'access-token-9',
      })
      expect((await vault.read(connection))?.grant?.refreshToken).toBe('refresh-token-9')
    })
  })

  describe('T7: a row that was changed', () => {
    it('means reconnecting, not a crash', async () => {
      const { tokens, db } = await startWithGrant(now + 100_000)
      const { sealed } = await db.selectFrom('vault').select('sealed').executeTakeFirstOrThrow()
      const at = sealed.length - 10
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      await db.updateTable('vault').set({ sealed: changed }).execute()

      expect(await tokens.fetch(owner)).toEqual({ status: 'reconnect' })
    })

    it('does not open under another member or connection', async () => {
      const { tokens, db } = await startWithGrant(now + 100_000)
      await db
        .updateTable('vault')
        .set({ member_id: 'jonas' as MemberId })
        .execute()

      expect(await tokens.fetch(owner)).toEqual({ status: 'reconnect' })
    })
  })
})
