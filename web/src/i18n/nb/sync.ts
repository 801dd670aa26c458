import type { Messages } from '../messages.ts'

export const sync: Messages['sync'] = {
  accounts: 'Henter kontoer og saldoer',
  transactions: 'Henter transaksjoner fra og med {day}',
  history: 'Henter eldre transaksjoner, tilbake til {day}',
  historyFrom: 'Alle transaksjoner fra og med {day} er her.',
  next: 'Skrin spør igjen av seg selv {time}.',
}
