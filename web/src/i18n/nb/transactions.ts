import type { Messages } from '../messages.ts'

export const transactions: Messages['transactions'] = {
  title: 'Transaksjoner',
}
