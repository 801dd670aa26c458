import type { Messages } from '../messages.ts'

export const sync: Messages['sync'] = {
  accounts: 'Hämtar konton och saldon',
  transactions: 'Hämtar transaktioner från och med {day}',
  history: 'Hämtar äldre transaktioner, tillbaka till {day}',
  historyFrom: 'Alla transaktioner från och med {day} finns här.',
  next: 'Skrin frågar igen av sig självt {time}.',
}
