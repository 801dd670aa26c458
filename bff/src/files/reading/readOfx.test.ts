import { expect, it } from 'vitest'
import { FileError } from './fileError.ts'
import { readContent } from './readContent.ts'

const sgml = (transactions: string) => `OFXHEADER:100
DATA:OFXSGML
VERSION:102
ENCODING:USASCII
CHARSET:1252

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260201<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>
<STMTRS><CURDEF>NOK<BANKACCTFROM><BANKID>9710<ACCTID>97101234567<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260101<DTEND>20260131
${transactions}
</BANKTRANLIST><LEDGERBAL><BALAMT>100.00<DTASOF>20260131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
`
const purchase =
  '<STMTTRN><TRNTYPE>POS<DTPOSTED>20260105120000[+1:CET]<TRNAMT>-129.50<FITID>F1<NAME>REMA & SØNN<MEMO>Kjøp 04.01</STMTTRN>'

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>SEK</CURDEF>
<CCACCTFROM><ACCTID>4111-1</ACCTID></CCACCTFROM><BANKTRANLIST>
<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260106</DTPOSTED><TRNAMT>-10,5</TRNAMT><FITID>F2</FITID>
<PAYEE><NAME>ICA &amp; Co</NAME></PAYEE><BANKACCTTO><BANKID>1</BANKID><ACCTID>999</ACCTID></BANKACCTTO></STMTTRN>
</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>`

async function refuse(text: string): Promise<string> {
  try {
    await readContent(Buffer.from(text))
  } catch (error) {
    if (error instanceof FileError) return `${error.reason} ${error.line ?? '-'}`
    throw error
  }
  throw new Error('the file was read')
}

it('reads OFX 1, whose fields have no end', async () => {
  const content = await readContent(Buffer.from(sgml(purchase), 'latin1'))

  expect(content).toEqual({
    format: 'ofx',
    statements: [{ number: '97101234567', currency: 'NOK' }],
    rows: [
      {
        line: 11,
        statement: 0,
        transaction: {
          bookingDate: '2026-01-05',
          valueDate: null,
          amount: { minor: -12950, currency: 'NOK' },
          text: 'REMA & SØNN',
          bankText: 'REMA & SØNN Kjøp 04.01',
          counterpartyName: 'REMA & SØNN',
          counterpartyAccount: null,
          original: null,
          kind: 'POS',
          bankId: 'F1',
        },
      },
    ],
  })
})

it('reads OFX 2 of a card, with the payee apart and another account beside', async () => {
  const content = await readContent(Buffer.from(xml))

  expect(content).toMatchObject({
    statements: [{ number: '4111-1', currency: 'SEK' }],
    rows: [
      {
        transaction: {
          amount: { minor: -1050, currency: 'SEK' },
          counterpartyName: 'ICA & Co',
          counterpartyAccount: '999',
        },
      },
    ],
  })
})

it.each([
  ['a wrong day', purchase.replace('20260105', '20260231'), 'wrong_date 11'],
  ['a wrong amount', purchase.replace('-129.50', '=1+1'), 'wrong_amount 11'],
  ['an amount finer than an øre', purchase.replace('-129.50', '-129.505'), 'wrong_amount 11'],
  ['no amount', purchase.replace('<TRNAMT>-129.50', ''), 'field_missing 11'],
  ['the second of two', `${purchase}\n${purchase.replace('20260105', '2026')}`, 'wrong_date 12'],
])('refuses %s, naming the line', async (_, transactions, refusal) => {
  expect(await refuse(sgml(transactions))).toBe(refusal)
})

it.each([
  ['half a file', sgml(purchase).slice(0, -40), /^wrong_xml \d+$/],
  ['no statement', '<OFX></OFX>', /^unknown_format -$/],
  [
    'entities',
    `<?xml version="1.0"?>\n<!DOCTYPE OFX [<!ENTITY a "b">]>\n<OFX></OFX>`,
    /^entities_refused 2$/,
  ],
  ['a tower', `<OFX>${'<A>'.repeat(5000)}`, /^too_deep 1$/],
])('refuses %s', async (_, text, refusal) => {
  expect(await refuse(text)).toMatch(refusal)
})
