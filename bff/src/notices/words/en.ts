import type { NoticeWords } from '../words.ts'

export const en: NoticeWords = {
  endingSoon: (bank, day) => `${bank} must be renewed by ${day}`,
  endingAdvice: 'After that Skrin gets nothing new from the bank. Renewing takes a minute.',
  ended: (bank) => `Access to ${bank} has ended`,
  endedAdvice: 'Skrin gets nothing new from the bank until you renew. Your history stays.',
  failing: (bank) => `${bank} has not answered for a day`,
  failingSince: (day) => `Skrin has tried in vain since ${day}, and goes on trying.`,
  largeIn: 'A large amount came in',
  largeOut: 'A large amount went out',
  unusualIn: 'An unusual amount came in',
  unusualOut: 'An unusual amount went out',
  transaction: (shop, amount, account, day) => `${shop}: ${amount}, ${account}, ${day}.`,
  largestBefore: (amount) => `The largest before it was ${amount}.`,
  low: 'A balance is low',
  lowDetails: (account, balance, limit) => `${account}: ${balance}. Your limit is ${limit}.`,
  several: (count) => `${count} notices from Skrin`,
  open: 'Open in Skrin',
  more: (count) => `And ${count} more.`,
  ending: 'You get this because you chose to. Skrin never asks for a password or a code by e-mail.',
  settings: 'Choose what you are told',
  code: {
    subject: (code) => `Your code for Skrin is ${code}`,
    text: 'Enter it in Skrin under Settings, Notices. It is good for half an hour.',
    unasked: 'Did you not ask for it? Then do nothing: without the code nothing is sent here.',
  },
}
