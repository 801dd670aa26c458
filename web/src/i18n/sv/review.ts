import type { Messages } from '../messages.ts'

export const review: Messages['review'] = {
  title: 'En eller två?',
  about: 'Där Skrin inte kan avgöra om två rader är samma köp håller det isär dem och frågar dig.',
  none: 'Inget att avgöra. Skrin frågar här när det inte kan avgöra om två rader är samma.',
  reservation: 'Är det här reservationen som banken inte längre meddelar?',
  file: 'Är det här samma som stod i en fil?',
  thisOne: 'Den här',
  candidates: 'Den kan vara samma som',
  same: 'Samma',
  sameAs: 'Samma som ”{text}” {date}',
  noneOfThem: 'Ingen av dem',
  another: 'Nej, en annan',
  merged: 'De är nu en transaktion. Det går att ångra i transaktionen.',
  apart: 'De hålls isär, och Skrin frågar inte igen.',
}
