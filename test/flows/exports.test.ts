import { buffer } from 'node:stream/consumers'
import { accessLogAnswer } from '@skrin/shared/api/accessLog'
import type { NoticeId } from '@skrin/shared/brand'
import { engines } from '@skrin/bff/store/testDatabase'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { ACCOUNT, startFileWorld } from './files/fileWorld.ts'
import type { FileWorld } from './files/fileWorld.ts'

describe.each(engines)('exports on %s', (engine) => {
  let world: FileWorld
  beforeAll(async () => {
    world = await startFileWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const take = (query: string) => world.kari.api('GET', `/export?${query}`)

  it('gives the list as CSV that no spreadsheet takes for formulas (OWASP)', async () => {
    const { status, headers, text } = await take('format=csv')

    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; filename="skrin-[\d-]+\.csv"$/),
      'cache-control': 'no-store',
    })
    expect(text.startsWith('\ufeffDate,Value date,Status,Amount,Currency,Text')).toBe(true)
    expect(text.trimEnd().split('\r\n')).toHaveLength(6)
    expect(text).toContain(`,"'=HYPERLINK(""http://evil"",""Lønn"")",`)
    expect(text).toContain('2025-03-04,,booked,-1249.50,NOK,Rema 1000 Sjølyst,')
    expect(text).not.toMatch(/(^|,)"?[=+@]/m)
  })

  it('has the filters of the list', async () => {
    const { text } = await take('format=csv&max=10000&direction=out&q=kaffe')

    expect(text.trimEnd().split('\r\n')).toHaveLength(3)
  })

  it('writes OFX, JSON, and what Actual and Firefly III read', async () => {
    const ofx = (await take('format=ofx')).text
    const json = (await take('format=json')).json
    const actual = (await take('format=actual')).text
    const firefly = (await take('format=firefly')).text
    const config = (await take('format=firefly-config')).json

    expect(ofx).toContain('<ACCTID>97101234567</ACCTID>')
    expect(ofx).toContain('<MEMO>SEMI;KOLON, "SITAT" &amp; &lt;TEGN&gt;</MEMO>')
    expect(ofx.match(/<STMTTRN>/g)).toHaveLength(5)
    expect(json).toMatchObject({
      skrin: 'transactions',
      version: 1,
      accounts: [{ number: '97101234567', currency: 'NOK' }],
    })
    expect(actual.split('\r\n')[0]).toBe('Date,Payee,Notes,Category,Amount,Account')
    const columns = firefly.split('\r\n')[0]?.split(',')
    expect(config).toMatchObject({
      flow: 'file',
      content_type: 'csv',
      headers: true,
      date: 'Y-m-d',
    })
    expect(config).toMatchObject({ roles: expect.objectContaining({ length: columns?.length }) })
  })

  it('refuses a format that there is not, and filters that the list has not', async () => {
    expect((await take('format=xlsx')).status).toBe(400)
    expect((await take('format=csv&limit=1')).status).toBe(400)
  })

  it('H1: gives others nothing of what is not shared, in the list or in their own data', async () => {
    const { text } = await world.ola.api('GET', '/export?format=csv')
    const all = await readZip((await world.ola.api('GET', '/export/all')).body)

    expect(text.trimEnd().split('\r\n')).toHaveLength(1)
    expect(JSON.stringify([...all])).not.toMatch(/Kaffe|KAFFE|97101234567/)
  })

  it('H2: gives nothing of what somebody was told of while it was shared with them', async () => {
    const { db } = world.skrin.context
    const { id: ola } = await db
      .selectFrom('members')
      .select('id')
      .where('name', '=', 'Ola')
      .executeTakeFirstOrThrow()
    const body = JSON.stringify({ balance: 4711_00, limit: 5000_00, currency: 'NOK' })
    const told = { id: 'notice' as NoticeId, member_id: ola, kind: 'low_balance', body } as const
    const about = { connection_id: null, account_id: ACCOUNT, transaction_id: null }
    const rest = { in_app: 1, created_at: 1, read_at: null, dedupe: 'notice' }
    const share = { account_id: ACCOUNT, audience: ola, level: 'balance' } as const
    await db
      .insertInto('notices')
      .values({ ...told, ...about, ...rest })
      .execute()
    const take = async () => {
      const files = await readZip((await world.ola.api('GET', '/export/all')).body)
      return files.get('notices.jsonl') ?? ''
    }

    await db.insertInto('shares').values(share).execute()
    const shared = await take()
    await db.deleteFrom('shares').execute()

    expect([shared, await take()]).toEqual([expect.stringContaining('471100'), ''])
  })

  it('gives a person everything of theirs but secrets, and notes that it did', async () => {
    const all = await readZip((await world.kari.api('GET', '/export/all')).body)

    const { entries } = (await world.kari.api('GET', '/access-log')).parse(accessLogAnswer)
    expect(entries[0]).toMatchObject({ event: 'data.exported' })
    expect([...all.keys()]).toEqual(
      expect.arrayContaining(['README.txt', 'transactions.csv', 'observations.jsonl', 'me.jsonl']),
    )
    expect(all.get('observations.jsonl')?.trimEnd().split('\n')).toHaveLength(5)
    expect(all.get('transactions.csv')?.trimEnd().split('\r\n')).toHaveLength(6)
    expect(JSON.stringify([...all])).not.toMatch(/argon2|password_hash|"sealed"|id_hash|token_hash/)
  })
})

async function readZip(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true })
  const files = new Map<string, string>()
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString())
  return files
}
