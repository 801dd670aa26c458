import type { Bank, BankCall } from '@skrin/bff/banks/bank'
import { BankError } from '@skrin/bff/banks/bankError'
import { createBankApi } from '@skrin/bff/banks/bankHttp'
import type { BankHttpOptions } from '@skrin/bff/banks/bankHttp'
import { createBankTransport } from '@skrin/bff/banks/bankTransport'
import { matchCall } from '@skrin/bff/banks/callTemplate'
import { registry } from '@skrin/bff/banks/registry'
import { createTransferApi } from '@skrin/bff/banks/transferHttp'
import { apiRoutes } from '@skrin/bff/routes/apiRoutes'
import { describe, expect, it } from 'vitest'
import { importsOf, isProduct, readFiles, withoutComments } from './sourceFiles.ts'

const banks: readonly Bank[] = Object.values(registry)
const movers = banks.filter(({ transfers }) => transfers)
const bff = readFiles('bff/src', isProduct)

const transferCallsOf = ({ transfers }: Bank) => Object.values(transfers?.calls ?? {})
const describeCall = ({ method, path }: BankCall) => `${method} ${path}`
/** As a path that fits it would be sent. */
const toSegments = ({ path }: BankCall) =>
  path
    .slice(1)
    .split('/')
    .map((part) => part.replace(/^\{\w+\}$/, 'id-1'))

/** A line to a bank that must stay silent. */
function silentLine(bank: Bank) {
  const sent: string[] = []
  const transport = {
    ...createBankTransport(),
    send: ({ method, url }: { method: string; url: URL }) => {
      sent.push(`${method} ${url.pathname}`)
      return Promise.reject(new BankError('bank_unreachable'))
    },
  }
  const apiUrl = 'https://api.example'
  const bases = transferCallsOf(bank).flatMap(({ base }) => base ?? [])
  const settings = Object.fromEntries(bases.map((name) => [name, apiUrl]))
  const options: BankHttpOptions = {
    bank,
    config: { authUrl: 'https://auth.example', apiUrl, settings },
    transport,
    tokens: { fetchToken: () => Promise.resolve('access-token-1') },
    budget: { reserve: () => Promise.resolve(), noteRefusal: () => Promise.resolve() },
    clock: { now: () => 0 },
    presence: null,
    consentId: null,
  }
  return { options, sent }
}

const codeOf = (asking: Promise<unknown>) =>
  asking.then(
    () => 'sent',
    (error: unknown) => (error instanceof BankError ? error.code : String(error)),
  )

describe('M3: calls that move money', () => {
  it('are known of the banks that have them', () => {
    expect(movers.length).toBeGreaterThanOrEqual(4)
  })

  it.each(movers)('stand apart from what reading may call at $manifest.id', (bank) => {
    const calls = Object.values(bank.calls)
    const moving = transferCallsOf(bank)

    expect(moving.length).toBeGreaterThan(0)
    expect(moving.filter(({ passThrough }) => passThrough)).toEqual([])
    expect(moving.filter((call) => matchCall(calls, toSegments(call)))).toEqual([])
    expect(calls.filter((call) => matchCall(moving, toSegments(call)))).toEqual([])
  })

  it.each(movers)('do not leave through the API for reading at $manifest.id', async (bank) => {
    const { options, sent } = silentLine(bank)
    const api = createBankApi(options)
    const params = { paymentId: 'id-1', authorisationId: 'id-1' }

    for (const call of transferCallsOf(bank)) {
      expect(await codeOf(api.fetchJson(call, { params, body: {} }))).toBe('bank_path_not_allowed')
      expect(await codeOf(api.fetchLink(call, call.path))).toMatch(/^bank_/)
      // The same words in another object are another call, and not on the list.
      expect(await codeOf(api.fetchJson({ ...call, method: 'GET' }))).toBe('bank_path_not_allowed')
    }
    expect(sent).toEqual([])
  })

  it.each(movers)('are the only ones that the way for them adds at $manifest.id', async (bank) => {
    const { options, sent } = silentLine(bank)
    const api = createTransferApi(options)
    const [call] = transferCallsOf(bank)
    if (!call) throw new Error('no call')

    expect(await codeOf(api.send({ ...call, path: '/elsewhere' }))).toBe('bank_path_not_allowed')
    expect(await codeOf(api.send({ ...call }))).toBe('bank_path_not_allowed')
    expect(sent).toEqual([])
    expect(await codeOf(api.send(call, { body: {} }))).toBe('bank_unreachable')
    expect(sent).toEqual([describeCall(call)])
  })

  it('leave with a word from whoever opened the way, asked each time', async () => {
    const [bank] = movers
    const [call] = bank ? transferCallsOf(bank) : []
    if (!bank || !call) throw new Error('no bank')
    const { options, sent } = silentLine(bank)
    let isOn = true
    const api = createTransferApi(options, () =>
      isOn ? Promise.resolve() : Promise.reject(new Error('off')),
    )

    await codeOf(api.send(call, { body: {} }))
    isOn = false

    expect(await codeOf(api.send(call, { body: {} }))).toBe('Error: off')
    expect(sent).toHaveLength(1)
  })

  it('have one way out, and one that opens it', () => {
    const importers = bff.filter((file) =>
      importsOf(file).includes('bff/src/banks/transferHttp.ts'),
    )
    const openers = bff.filter(({ text }) => /\.openTransferApi\(/.test(withoutComments(text)))

    expect(importers.map(({ path }) => path)).toEqual(['bff/src/connections/bankAccess.ts'])
    expect(openers.map(({ path }) => path)).not.toEqual([])
    expect(
      openers.map(({ path }) => path).filter((path) => !path.startsWith('bff/src/transferOrders/')),
    ).toEqual([])
  })

  it('are not among what reading sends with another method than GET', () => {
    const writing = banks.flatMap(({ manifest, calls }) =>
      Object.values(calls)
        .filter(({ method }) => method !== 'GET')
        .map((call) => `${manifest.id}: ${describeCall(call)}`),
    )

    // A balance whose number travels in the body, and consents. Whoever adds a line here says why it moves no money.
    expect(writing.sort()).toEqual([
      'aritma: POST /consents',
      'enablebanking: DELETE /sessions/{sessionId}',
      'enablebanking: POST /auth',
      'enablebanking: POST /sessions',
      'sparebank1: POST /accounts/balance',
    ])
  })
})

describe('M4: routes about moving money', () => {
  const about = apiRoutes.filter(({ path }) => /\/(transfer-orders|transfers$)/.test(path))
  const moving = about.filter(({ path }) => path !== '/api/transfers')

  it('are closed with the host’s word, open to adults in person only, and noted', () => {
    expect(moving.length).toBeGreaterThanOrEqual(11)
    for (const { path, method, who, token, movesMoney, notesRefusals } of moving) {
      const noted = method === 'get' ? undefined : expect.any(String)
      expect({ path, who, token, movesMoney, notesRefusals }).toEqual({
        path,
        who: 'adults',
        token: undefined,
        movesMoney: true,
        notesRefusals: noted,
      })
    }
  })

  it('ask for a recent proof where something is let, sent, settled or allowed', () => {
    const fresh = moving.filter((route) => route.fresh === true)

    expect(fresh.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'post /api/transfer-orders/{id}/confirm',
      'post /api/transfer-orders/{id}/decide',
      'put /api/connections/{id}/transfers',
      'put /api/transfer-orders/limit',
    ])
  })
})
