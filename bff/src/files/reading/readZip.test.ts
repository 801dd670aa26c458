import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { FileError } from './fileError.ts'
import { readZip } from './readZip.ts'

async function zip(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const file = new ZipFile()
  for (const [name, text] of Object.entries(files)) file.addBuffer(Buffer.from(text), name)
  file.end()
  return buffer(file.outputStream)
}

async function refuse(bytes: Buffer): Promise<string> {
  try {
    await readZip(bytes)
  } catch (error) {
    if (error instanceof FileError)
      return [error.reason, error.entry, error.line].filter((part) => part !== undefined).join(' ')
    throw error
  }
  throw new Error('the file was read')
}

const ofx = (account: string, day: string) =>
  `<OFX><STMTRS><CURDEF>NOK<BANKACCTFROM><ACCTID>${account}</BANKACCTFROM><BANKTRANLIST><STMTTRN><DTPOSTED>${day}<TRNAMT>-1.00<FITID>${day}</STMTTRN></BANKTRANLIST></STMTRS></OFX>`

it('joins the days of one account, and keeps two accounts apart', async () => {
  const bytes = await zip({
    'a/1.ofx': ofx('1', '20260105'),
    'a/2.ofx': ofx('2', '20260105'),
    'a/3.ofx': ofx('1', '20260106'),
    '__MACOSX/a/._1.ofx': 'resource',
  })

  const content = await readZip(bytes)

  expect(content).toMatchObject({
    statements: [{ number: '1' }, { number: '2' }],
    rows: [{ statement: 0 }, { statement: 1 }, { statement: 0 }],
  })
})

it('refuses a bomb: 60 MB of nothing in 60 kB', async () => {
  const bytes = await zip({ 'bomb.csv': Buffer.alloc(60 * 1024 * 1024, 'a;b\n') })

  expect(bytes.length).toBeLessThan(200_000)
  expect(await refuse(bytes)).toBe('zip_too_large bomb.csv')
})

it('refuses a bomb that lies about its size', async () => {
  const bytes = await zip({ 'bomb.csv': Buffer.alloc(60 * 1024 * 1024, 'a;b\n') })
  const central = bytes.lastIndexOf(Buffer.from('PK\u0001\u0002'))
  bytes.writeUInt32LE(10, central + 24)
  bytes.writeUInt32LE(10, 22)

  expect(await refuse(bytes)).toBe('zip_broken')
})

it('names the file and the line within', async () => {
  const bytes = await zip({
    'good.ofx': ofx('1', '20260105'),
    'bad.ofx': `\n\n${ofx('1', '2026')}`,
  })

  expect(await refuse(bytes)).toBe('wrong_date bad.ofx 3')
})

it('refuses a zip within a zip, mixtures, several CSV files, and half a zip', async () => {
  const inner = await zip({ 'a.csv': 'a;b\n1;2\n' })

  expect(await refuse(await zip({ 'inner.zip': inner }))).toBe('zip_mixed inner.zip')
  expect(await refuse(await zip({ 'a.ofx': ofx('1', '20260105'), 'b.csv': 'a;b\n' }))).toBe(
    'zip_mixed',
  )
  expect(await refuse(await zip({ 'a.csv': 'a;b\n', 'b.csv': 'a;b\n' }))).toBe('zip_mixed')
  expect(await refuse(inner.subarray(0, 40))).toBe('zip_broken')
  expect(await refuse(await zip({}))).toBe('empty')
})
