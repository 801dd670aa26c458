/** Imports for tests, as the server tells of them. */
export function toImport(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 'import-2',
    fileName: 'konto.csv',
    format: 'csv',
    state: 'preview',
    account: null,
    accountName: null,
    added: 0,
    createdAt: '2026-10-14T10:00:00.000Z',
    doneAt: null,
    undoneAt: null,
    ...changes,
  }
}

export function toPreview(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    import: toImport(),
    statements: [{ number: null, currency: null, rows: 3 }],
    statement: 0,
    target: { account: 'account-1' },
    columns: {
      headings: ['Dato', 'Tekst', 'Beløp'],
      samples: [['05.01.2026', 'Kaffe', '-39,00']],
      mapping: {
        roles: ['date', 'text', 'amount'],
        headingLine: 1,
        dateOrder: 'dmy',
        decimalSign: ',',
        outIs: 'negative',
      },
      remembered: false,
      missing: [],
    },
    counts: { new: 1, known: 1, unsure: 1, unreadable: 0 },
    from: '2026-01-05',
    to: '2026-01-07',
    rows: [
      toRow(1, 'Kaffe', 'new'),
      toRow(2, 'Rema 1000', 'known'),
      toRow(3, 'Bokhandel', 'unsure'),
    ],
    nextCursor: null,
    ...changes,
  }
}

function toRow(position: number, text: string, verdict: string) {
  return {
    position,
    line: position + 1,
    bookingDate: '2026-01-05',
    amount: { minor: -3900, currency: 'NOK' },
    text,
    counterparty: null,
    verdict,
    reason: null,
  }
}
