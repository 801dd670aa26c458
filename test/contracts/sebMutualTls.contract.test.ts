import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { createBankTransport } from '@skrin/bff/banks/bankTransport'
import type { ClientCertificate } from '@skrin/bff/banks/bankTransport'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestCertificates } from '../sandbox/banks/seb/clientCertificate.ts'
import { listenMutualTls } from '../sandbox/banks/seb/listenMutualTls.ts'

const PASSPHRASE = 'qwerty /1: +%'

let bank: Awaited<ReturnType<typeof listenMutualTls>>
let pfx: Buffer
let served = 0
const usualAuthorities = getCACertificates('default')

beforeAll(async () => {
  const certificates = await createTestCertificates(PASSPHRASE, Date.now())
  pfx = certificates.pfx
  bank = await listenMutualTls((_request, response) => {
    served++
    response.setHeader('content-type', 'application/json').end('{"accounts":[]}')
  }, certificates)
  setDefaultCACertificates([...usualAuthorities, certificates.authority])
})
afterAll(async () => {
  setDefaultCACertificates(usualAuthorities)
  await bank.close()
})

async function send(certificate?: ClientCertificate) {
  const transport = createBankTransport(certificate ? { certificate } : {})
  try {
    return await transport.send({
      method: 'GET',
      url: new URL(`${bank.origin}/accounts`),
      headers: {},
    })
  } finally {
    await transport.close()
  }
}

it('shows the certificate of the PFX to a host that asks for one', async () => {
  const response = await send({ pfx, passphrase: PASSPHRASE })

  expect(response.status).toBe(200)
})

it('is not let in without a certificate', async () => {
  const before = served

  await expect(send()).rejects.toMatchObject({ code: 'bank_unreachable' })
  expect(served).toBe(before)
})

it('does not open a PFX with another passphrase', async () => {
  await expect(send({ pfx, passphrase: 'another' })).rejects.toMatchObject({
    code: 'bank_unreachable',
    cause: { message: 'mac verify failure' },
  })
})

it('does not trust a host whose authority it does not know (T9)', async () => {
  setDefaultCACertificates(usualAuthorities)

  await expect(send({ pfx, passphrase: PASSPHRASE })).rejects.toMatchObject({
    code: 'bank_unreachable',
    cause: { code: 'SELF_SIGNED_CERT_IN_CHAIN' },
  })
})
