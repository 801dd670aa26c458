import { accountsAnswer } from '@skrin/shared/api/accounts'
import { fileImport, importPreview, importsAnswer } from '@skrin/shared/api/files'
import type { ImportPreview } from '@skrin/shared/api/files'
import { problem } from '@skrin/shared/api/problem'
import { transactionsAnswer } from '@skrin/shared/api/transactions'
import { engines } from '@skrin/bff/store/testDatabase'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ACCOUNT, startFileWorld, told } from './files/fileWorld.ts'
import type { FileWorld } from './files/fileWorld.ts'
import { uploadFile } from './files/uploadFile.ts'
import type { Browser } from './harness/browser.ts'

const csv = `Dato;Beskrivelse;Beløp
03.03.2025;Kaffebrenneriet;-39,00
10.02.2024;Gammel bokhandel;-199,00
11.02.2024;Gammel bokhandel;-199,00
`

describe.each(engines)('imports on %s', (engine) => {
  let world: FileWorld
  beforeAll(async () => {
    world = await startFileWorld(engine)
  })
  afterEach(async () => {
    for (const one of await list()) {
      if (one.state === 'done') await world.kari.api('POST', `/imports/${one.id}/undo`)
    }
    await world.skrin.context.db.deleteFrom('imports').execute()
    await world.skrin.context.db.deleteFrom('import_mappings').execute()
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const list = async (browser: Browser = world.kari) =>
    (await browser.api('GET', '/imports')).parse(importsAnswer).imports
  const send = (bytes: string | Buffer, browser: Browser = world.kari) =>
    uploadFile(browser, world.skrin.url, { name: 'konto.csv', bytes })
  const read = async (bytes: string | Buffer) => (await send(bytes)).parse(importPreview)
  const aim = async ({ import: { id } }: ImportPreview, target: unknown = { account: ACCOUNT }) =>
    (await world.kari.api('PATCH', `/imports/${id}`, { target })).parse(importPreview)
  const commit = (preview: ImportPreview, choices: unknown = {}) =>
    world.kari.api('POST', `/imports/${preview.import.id}/commit`, choices)
  const count = async () =>
    (await world.kari.api('GET', '/transactions?prefer=cache&limit=500')).parse(transactionsAnswer)
      .transactions.length

  it('reads a Norwegian CSV in Windows-1252 without being told how', async () => {
    const preview = await aim(await read(Buffer.from(csv, 'latin1')))

    expect(preview.columns?.mapping).toMatchObject({
      roles: ['date', 'text', 'amount'],
      headingLine: 1,
      dateOrder: 'dmy',
      decimalSign: ',',
    })
    expect(preview.counts).toEqual({ new: 2, known: 1, unsure: 0, unreadable: 0 })
    expect(preview).toMatchObject({ from: '2024-02-10', to: '2025-03-03' })
    expect(preview.rows.map(({ line, verdict }) => [line, verdict])).toEqual([
      [2, 'known'],
      [3, 'new'],
      [4, 'new'],
    ])
  })

  it('keeps nothing before it is committed, all of it then, and none after it is undone', async () => {
    const preview = await aim(await read(csv))
    const before = await count()

    const done = (await commit(preview)).parse(fileImport)
    const during = await count()
    const undone = await world.kari.api('POST', `/imports/${preview.import.id}/undo`)

    expect(done).toMatchObject({ state: 'done', added: 2, account: ACCOUNT })
    expect([before, during, await count()]).toEqual([told.length, told.length + 2, told.length])
    expect(undone.parse(fileImport)).toMatchObject({ state: 'undone' })
    expect((await commit(preview)).parse(problem).code).toBe('import_over')
  })

  it('knows every row of a file that was imported before', async () => {
    await commit(await aim(await read(csv)))

    const again = await aim(await read(csv))

    expect(again.counts).toEqual({ new: 0, known: 3, unsure: 0, unreadable: 0 })
    expect(again.columns?.remembered).toBe(true)
  })

  it('leaves out what the person does not want', async () => {
    const preview = await aim(await read(csv))

    const done = (await commit(preview, { leave: [4] })).parse(fileImport)

    expect(done.added).toBe(1)
  })

  it.each(['csv', 'json', 'ofx'])('recognises all that it exported as %s', async (format) => {
    const { body } = await world.kari.api('GET', `/export?format=${format}&account=${ACCOUNT}`)

    const preview = await read(body)

    expect(preview.target).toEqual({ account: ACCOUNT })
    expect(preview.counts).toEqual({ new: 0, known: told.length, unsure: 0, unreadable: 0 })
  })

  it('names the line that cannot be read, and imports nothing beside it', async () => {
    const preview = await aim(await read(`${csv}31.02.2024;Feil;-1,00\nSum;;-438,00\n`))

    const refused = await commit(preview)

    expect(preview.counts).toMatchObject({ new: 2, unreadable: 2 })
    expect(refused.status).toBe(422)
    expect(refused.parse(problem)).toMatchObject({
      code: 'file_unreadable',
      line: 5,
      reason: 'wrong_date',
    })
    expect(await count()).toBe(told.length)
    const done = await commit(preview, { leaveUnreadable: true })
    expect(done.parse(fileImport).added).toBe(2)
  })

  it.each([
    ['an open quote', 'Dato;Tekst;Beløp\n1.1.2024;"Kaffe;-1\n', 'quote_left_open', 2],
    ['a NUL', 'Dato;Tekst;Beløp\n1.1.2024;Kaf\u0000fe;-1\n', 'not_text', 2],
    [
      'entities',
      '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]><OFX/>',
      'entities_refused',
      2,
    ],
    ['nothing', ' \n', 'empty', undefined],
  ])('refuses %s and keeps nothing', async (_, text, reason, line) => {
    const answer = await send(text)

    expect(answer.status).toBe(422)
    expect(answer.parse(problem)).toMatchObject({ code: 'file_unreadable', reason })
    expect(answer.parse(problem).line).toBe(line)
    expect(await list()).toEqual([])
  })

  it('makes an account for a bank that is gone, and takes it away with its last import', async () => {
    const target = { name: 'Gamle sparebanken', kind: 'savings', currency: 'NOK', number: null }
    const preview = await aim(await read(csv), target)
    const accounts = async () =>
      (await world.kari.api('GET', '/accounts?prefer=cache')).parse(accountsAnswer).accounts

    const done = (await commit(preview)).parse(fileImport)
    const made = (await accounts()).find(({ id }) => id === done.account)
    await world.kari.api('POST', `/imports/${done.id}/undo`)

    expect(preview.counts).toMatchObject({ new: 3 })
    expect(made).toMatchObject({ name: 'Gamle sparebanken', bank: 'file', connected: false })
    expect((await accounts()).map(({ id }) => id)).toEqual([ACCOUNT])
  })

  it('is done, and open pages hear of it, also where what follows from its rows breaks', async () => {
    const { db, followUps } = world.skrin.context
    const { run } = followUps
    const preview = await aim(await read(csv))
    await db.deleteFrom('changes').execute()
    Object.assign(followUps, { run: () => Promise.reject(new Error('broken')) })

    const done = await commit(preview)
    Object.assign(followUps, { run })

    expect(done.parse(fileImport)).toMatchObject({ state: 'done', added: 2 })
    const changes = await db.selectFrom('changes').select('account_id').execute()
    expect(changes).toEqual([{ account_id: ACCOUNT }])
  })

  it('H1: imports into nobody else’s account, and shows nobody else’s files', async () => {
    const { import: one } = await read(csv)
    const { import: other } = (await send(csv, world.ola)).parse(importPreview)

    const foreign = await world.ola.api('GET', `/imports/${one.id}`)
    const into = await world.ola.api('PATCH', `/imports/${other.id}`, {
      target: { account: ACCOUNT },
    })

    expect([foreign.status, into.status]).toEqual([404, 404])
    expect((await list(world.ola)).map(({ id }) => id)).toEqual([other.id])
  })

  it('H1: makes nobody an owner of what a file calls by the number of somebody else’s account', async () => {
    const { db } = world.skrin.context
    const iban = 'NO9386011117947'
    const share = { account_id: ACCOUNT, audience: 'household', level: 'transactions' } as const
    await db.updateTable('accounts').set({ iban, identity: iban }).execute()
    await db.insertInto('shares').values(share).execute()
    const { id } = await db
      .selectFrom('transactions')
      .select('id')
      .where('text', '=', 'Rema 1000 Sjølyst')
      .executeTakeFirstOrThrow()
    const preview = (await send(csv, world.ola)).parse(importPreview)
    const target = { name: 'Min', kind: 'current', currency: 'NOK', number: iban }
    await world.ola.api('PATCH', `/imports/${preview.import.id}`, { target })
    const done = await world.ola.api('POST', `/imports/${preview.import.id}/commit`, {})

    const noted = await world.ola.api('PATCH', `/transactions/${id}`, { note: 'forged' })
    const gone = await world.ola.api('POST', `/transactions/${id}/delete`)
    const seen = (await world.ola.api('GET', '/accounts?prefer=cache')).parse(accountsAnswer)
    await world.ola.api('POST', `/imports/${preview.import.id}/undo`)
    await db.deleteFrom('shares').execute()
    await db.updateTable('accounts').set({ iban: null, identity: null }).execute()

    expect([done.status, noted.status, gone.status]).toEqual([200, 403, 403])
    expect(seen.accounts.map(({ bank, access }) => [bank, access]).sort()).toEqual([
      ['file', 'own'],
      ['seb', 'transactions'],
    ])
  })

  it('compares no hundreds of rows that are all alike, which would take for ever', async () => {
    const preview = await read(`Dato;Beskrivelse;Beløp\n${'03.03.2025;Kaffe;-1,00\n'.repeat(301)}`)

    const target = { account: ACCOUNT }
    const aimed = await world.kari.api('PATCH', `/imports/${preview.import.id}`, { target })

    expect(aimed.status).toBe(422)
    expect(aimed.parse(problem)).toMatchObject({ reason: 'too_many_rows', line: 302 })
  })

  it('takes 50 MB, and no more, and answers others meanwhile', async () => {
    const large = Buffer.alloc(50 * 1024 * 1024 + 1, 'a;b\n')

    const [answer, huge, meanwhile] = await Promise.all([
      send(large),
      send(large.subarray(0, 50 * 1024 * 1024)),
      world.kari.api('GET', '/imports'),
    ])

    expect(answer.status).toBe(413)
    expect(huge.parse(problem)).toMatchObject({ reason: 'too_many_rows', line: 30_001 })
    expect(meanwhile.status).toBe(200)
    expect(await list()).toEqual([])
  })
})
