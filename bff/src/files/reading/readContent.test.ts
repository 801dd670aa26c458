import { expect, it } from 'vitest'
import { FileError } from './fileError.ts'
import { readContent } from './readContent.ts'

async function refuse(bytes: Buffer | string): Promise<string> {
  try {
    await readContent(Buffer.from(bytes))
  } catch (error) {
    if (error instanceof FileError) return `${error.reason} ${error.line ?? '-'}`
    throw error
  }
  throw new Error('the file was read')
}

const csv = 'Dato;Beskrivelse;Beløp\n05.01.2026;Kjøp på Rema;-129,50\n06.01.2026;Lønn;30 000,00\n'

async function readCells(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  const content = await readContent(bytes)
  if (content.format !== 'csv') throw new Error(`read as ${content.format}`)
  return content.records.map(({ cells }) => cells)
}

const utf16le = Buffer.from(csv, 'utf16le')
const utf16be = Buffer.from(utf16le).swap16()

it.each([
  ['UTF-8', Buffer.from(csv)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${csv}`)],
  ['Windows-1252', Buffer.from(csv, 'latin1')],
  ['UTF-16 LE without a mark', utf16le],
  ['UTF-16 LE', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le])],
  ['UTF-16 BE without a mark', utf16be],
  ['UTF-16 BE', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be])],
])('reads the same from %s', async (_, bytes) => {
  const cells = await readCells(bytes)

  expect(cells).toEqual([
    ['Dato', 'Beskrivelse', 'Beløp'],
    ['05.01.2026', 'Kjøp på Rema', '-129,50'],
    ['06.01.2026', 'Lønn', '30 000,00'],
  ])
})

it('reads the euro sign of Windows-1252', async () => {
  const bytes = Buffer.concat([Buffer.from('a;b\nx;'), Buffer.from([0x80, 0x0a])])

  expect(await readCells(bytes)).toEqual([
    ['a', 'b'],
    ['x', '€'],
  ])
})

it.each([
  ['nothing', '', 'empty -'],
  ['white space', ' \n\n', 'empty -'],
  ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'unknown_format -'],
  ['a PDF', '%PDF-1.7\n', 'unknown_format -'],
  ['prose', 'Dear bank\nplease send my transactions\n', 'unknown_format -'],
  ['a web page', '<html><body>Sign in</body></html>', 'unknown_format -'],
  ['QIF', '!Type:Bank\nD01/05/2026\nT-12\n^\n', 'unknown_format -'],
  ['a NUL byte', 'a;b\nc;d\ne\u0000;f\n', 'not_text 3'],
  ['a bell', 'a;b\nc\u0007;d\n', 'not_text 2'],
  [
    'UTF-8 with a stray byte',
    Buffer.concat([Buffer.from('å;b\nc;d\n'), Buffer.from([0xe5])]),
    'wrong_encoding 3',
  ],
  [
    'a byte that Windows-1252 lacks',
    Buffer.from([0x61, 0x3b, 0x62, 0x0a, 0x81, 0x3b, 0x0a]),
    'wrong_encoding 2',
  ],
  ['half a letter of UTF-16', Buffer.concat([utf16le, Buffer.from([0x00])]), 'wrong_encoding 4'],
  ['an open quote', 'a;b\nc;d\ne;"f\ng;h\n', 'quote_left_open 3'],
  ['an open quote before much', `a;b\n"c;d\n${'e;f\n'.repeat(100_000)}`, 'quote_left_open 2'],
  ['a line without end', `a;b\n${'x'.repeat(100_000)};1\n`, 'line_too_long 2'],
  ['more columns than a bank has', `a;b\n${';'.repeat(200)}x\n`, 'too_many_columns 2'],
  ['more rows than a household', 'a;b\n'.repeat(30_002), 'too_many_rows 30001'],
])('refuses %s, naming the line', async (_, bytes, refusal) => {
  expect(await refuse(bytes)).toBe(refusal)
})

it('counts lines through quoted line breaks and blank lines', async () => {
  const content = await readContent(Buffer.from('a;b\r\n\r\n"c\r\nd";1\r\n\r\ne;2\r\n'))

  expect(content).toMatchObject({
    records: [
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['c\r\nd', '1'] },
      { line: 6, cells: ['e', '2'] },
    ],
  })
})

it.each([
  ['tab', 'a\tb,c\n1\t2,3\n'],
  ['comma with quotes', '"a","b;c"\n"1","2;3"\n'],
  ['what Excel says', 'sep=|\na|b\n1|2\n'],
])('finds the delimiter: %s', async (_, text) => {
  const cells = await readCells(Buffer.from(text))

  expect(cells.at(-1)).toHaveLength(2)
})
