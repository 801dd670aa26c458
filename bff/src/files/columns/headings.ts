import type { CsvRole } from '@skrin/shared/api/files'
import { toSearchText } from '@skrin/shared/searchText'

/**
 * What banks, and Skrin itself, call their columns, folded as `toSearchText` folds. Of a role that several headings fit, the
 * first in this list wins: the day of booking before the day of the purchase.
 */
const headings: readonly (readonly [CsvRole, readonly string[]])[] = [
  [
    'date',
    [
      'date',
      'booking date',
      'bokforingsdato',
      'bokforingsdag',
      'bokforingsdatum',
      'bokfort dato',
      'bokfort',
      'bokford',
      'bokfdag',
      'posting date',
      'posted',
      'reskontradatum',
      'dato',
      'datum',
      'transaksjonsdato',
      'transaktionsdatum',
      'transaktionsdag',
      'transaction date',
      'transdag',
      'utfort dato',
    ],
  ],
  ['valueDate', ['value date', 'rentedato', 'valutadato', 'valutadatum', 'valutadag', 'rantedag']],
  [
    'amount',
    ['amount', 'belop', 'belopp', 'belop i nok', 'belopp sek', 'sum', 'transaktionsbelopp'],
  ],
  [
    'in',
    [
      'in',
      'inn',
      'inn pa konto',
      'innskudd',
      'insattning',
      'insattningar',
      'kredit',
      'credit',
      'deposit',
      'money in',
      'paid in',
    ],
  ],
  [
    'out',
    [
      'out',
      'ut',
      'ut fra konto',
      'ut av konto',
      'uttak',
      'uttag',
      'debet',
      'debit',
      'withdrawal',
      'money out',
      'paid out',
    ],
  ],
  [
    'text',
    [
      'text',
      'tekst',
      'beskrivelse',
      'beskrivning',
      'forklaring',
      'description',
      'transaksjon',
      'transaktion',
      'rubrik',
      'tittel',
      'details',
      'memo',
      'notes',
      'melding',
      'meddelande',
    ],
  ],
  [
    'counterparty',
    ['counterparty', 'motpart', 'navn', 'namn', 'name', 'payee', 'mottaker', 'mottagare'],
  ],
  [
    'counterpartyAccount',
    [
      'counterparty account',
      'motkonto',
      'motpartens konto',
      'til konto',
      'till konto',
      'til kontonummer',
    ],
  ],
  ['currency', ['currency', 'valuta', 'valutakode', 'valutakod']],
  [
    'reference',
    [
      'id',
      'transaction id',
      'reference',
      'referanse',
      'referens',
      'arkivreferanse',
      'verifikationsnummer',
    ],
  ],
  ['account', ['account number', 'kontonummer', 'kontonr', 'konto', 'account', 'fra konto']],
  ['status', ['status']],
]

/** `Beløp (NOK)` and `BELØP` are one heading. */
export function foldHeading(text: string): string {
  return toSearchText(text.replace(/\(.*?\)/g, ' ').replace(/[_./:-]+/g, ' '))
}

/** A role for each heading; no role twice. */
export function toRoles(cells: readonly string[]): CsvRole[] {
  const folded = cells.map(foldHeading)
  const roles = cells.map((): CsvRole => 'ignore')
  for (const [role, names] of headings) {
    const name = names.find((one) => folded.includes(one))
    const column = name === undefined ? -1 : folded.indexOf(name)
    if (column >= 0 && roles[column] === 'ignore') roles[column] = role
  }
  return roles
}

/** What is equal for two files with the same columns. */
export function toShape(cells: readonly string[]): string {
  return cells.map(foldHeading).join(' | ').slice(0, 2000)
}
