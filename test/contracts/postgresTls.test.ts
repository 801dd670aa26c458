import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret } from '@skrin/bff/config/secret'
import { openPostgresDatabase } from '@skrin/bff/store/database'
import { createTestPlace } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTlsFront } from '../engines/startTlsFront.ts'
import type { TlsFront } from '../engines/startTlsFront.ts'
import { createTestCertificates } from '../sandbox/banks/seb/clientCertificate.ts'

let place: TestPlace
let front: TlsFront
let authority: string

beforeAll(async () => {
  place = await createTestPlace('postgres')
  const certificates = await createTestCertificates('unused', Date.now())
  authority = join(place.dataDir, 'authority.pem')
  writeFileSync(authority, certificates.authority)
  front = await startTlsFront(place.databaseUrl?.reveal() ?? '', certificates.server)
})
afterAll(async () => {
  await front.close()
  await place.remove()
})

const open = (query: Record<string, string>) => {
  const url = new URL(front.url)
  url.search = new URLSearchParams(query).toString()
  return openPostgresDatabase(new Secret(url.href))
}

it.each(['require', 'verify-ca', 'verify-full'])(
  'T9: does not tell its password to a server whose authority it does not know (%s)',
  async (sslmode) => {
    const before = front.trustedBy()

    await expect(open({ sslmode })).rejects.toThrow(
      'cannot be used (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
    )
    expect(front.trustedBy()).toBe(before)
  },
)

it.each(['require', 'verify-full'])(
  'trusts the authority that the address names (%s)',
  async (sslmode) => {
    const db = await open({ sslmode, sslrootcert: authority })

    expect(await db.selectFrom('meta').selectAll().execute()).toEqual([])
    expect(front.trustedBy()).toBeGreaterThan(0)
    await db.destroy()
  },
)

it('T9: does not take the certificate of another host for this one’s', async () => {
  const url = new URL(front.url)
  url.hostname = 'localhost'
  url.search = new URLSearchParams({ sslmode: 'require', sslrootcert: authority }).toString()
  const before = front.trustedBy()

  const opening = openPostgresDatabase(new Secret(url.href))

  await expect(opening).rejects.toThrow('ERR_TLS_CERT_ALTNAME_INVALID')
  expect(front.trustedBy()).toBe(before)
})
