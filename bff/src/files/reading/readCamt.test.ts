import { expect, it } from 'vitest'
import { FileError } from './fileError.ts'
import { readContent } from './readContent.ts'

const entry = (change: (text: string) => string = (text) => text) =>
  change(`<Ntry>
<Amt Ccy="SEK">249.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-01-05</Dt></BookgDt><ValDt><DtTm>2026-01-06T00:00:00+01:00</DtTm></ValDt>
<AcctSvcrRef>REF1</AcctSvcrRef><BkTxCd><Prtry><Cd>KORT</Cd></Prtry></BkTxCd>
<NtryDtls><TxDtls><AmtDtls><InstdAmt><Amt Ccy="EUR">22.00</Amt><CcyXchg><XchgRate>11.34</XchgRate></CcyXchg></InstdAmt></AmtDtls>
<RltdPties><Dbtr><Pty><Nm>Jag</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Blomster &amp; Bär</Nm></Pty></Cdtr><CdtrAcct><Id><IBAN>SE1</IBAN></Id></CdtrAcct></RltdPties>
<RmtInf><Ustrd>Tack</Ustrd><Ustrd>för besöket</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`)

const camt = (entries: string) => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
<BkToCstmrStmt><Stmt><Acct><Id><IBAN>SE4550000000058398257466</IBAN></Id><Ccy>SEK</Ccy></Acct>
<Bal><Amt Ccy="SEK">1000.00</Amt></Bal>
${entries}
</Stmt></BkToCstmrStmt></Document>`

async function refuse(text: string): Promise<string> {
  try {
    await readContent(Buffer.from(text))
  } catch (error) {
    if (error instanceof FileError) return `${error.reason} ${error.line ?? '-'}`
    throw error
  }
  throw new Error('the file was read')
}

it('reads a booked entry with both parties, remittance and the currency of the purchase', async () => {
  const content = await readContent(Buffer.from(camt(entry())))

  expect(content).toEqual({
    format: 'camt053',
    statements: [{ number: 'SE4550000000058398257466', currency: 'SEK' }],
    rows: [
      {
        line: 5,
        statement: 0,
        transaction: {
          bookingDate: '2026-01-05',
          valueDate: '2026-01-06',
          amount: { minor: -24950, currency: 'SEK' },
          text: 'Blomster & Bär',
          bankText: 'Blomster & Bär Tack för besöket',
          counterpartyName: 'Blomster & Bär',
          counterpartyAccount: 'SE1',
          original: { amount: { minor: -2200, currency: 'EUR' }, rate: '11.34' },
          kind: 'KORT',
          bankId: 'REF1',
        },
      },
    ],
  })
})

it('reads elements with a prefix, version 2 of Sts, and leaves out what is not booked', async () => {
  const old = entry((text) => text.replace('<Sts><Cd>BOOK</Cd></Sts>', '<Sts>BOOK</Sts>'))
  const pending = entry((text) => text.replace('BOOK', 'PDNG'))
  const prefixed = camt(old + pending)
    .replace(/<(\/?)(\w)/g, '<$1n:$2')
    .replace('xmlns=', 'xmlns:n=')

  const content = await readContent(Buffer.from(prefixed))

  expect(content).toMatchObject({ rows: [{ transaction: { amount: { minor: -24950 } } }] })
})

it.each([
  ['a wrong day', entry((text) => text.replace('2026-01-05', '2026-13-05')), 'wrong_date 5'],
  ['a wrong amount', entry((text) => text.replace('>249.50<', '>NaN<')), 'wrong_amount 5'],
  ['a wrong currency', entry((text) => text.replace('"SEK"', '"kr"')), 'wrong_currency 5'],
  [
    'no direction',
    entry((text) => text.replace(/<CdtDbtInd>.*<\/CdtDbtInd>/, '')),
    'field_missing 5',
  ],
  ['an end tag too few', entry((text) => text.replace('</BookgDt>', '')), /^wrong_xml/],
  ['an entity of nobody', entry((text) => text.replace('Tack', '&bomb;')), 'wrong_xml 11'],
  ['half a file', '<Ntry><Amt', /^wrong_xml/],
])('refuses %s, naming the line', async (_, entries, refusal) => {
  expect(await refuse(camt(entries))).toMatch(refusal)
})

it('expands no entity, and fetches none (XXE, billion laughs)', async () => {
  const lol = '<!ENTITY a "ha">' + '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
  const text = camt(entry((one) => one.replace('Tack', '&b;'))).replace(
    '<Document',
    `<!DOCTYPE Document [${lol}<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<Document`,
  )

  expect(await refuse(text)).toBe('entities_refused 2')
})
