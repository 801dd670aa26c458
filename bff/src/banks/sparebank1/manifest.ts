import type { BankManifest } from '@skrin/shared/api/banks'
import { parseLocalDate } from '@skrin/shared/dates'
import { finInstNames } from './finInst.ts'

/** How long refresh tokens can follow each other before BankID is asked for again. */
export const CHAIN_DAYS = 365

export const manifest: BankManifest = {
  id: 'sparebank1',
  name: 'SpareBank 1',
  countries: ['NO'],
  timeZone: 'Europe/Oslo',
  status: 'live',
  about: {
    en: 'Open to every customer of a SpareBank 1 bank: with “Personlig klient” you may read your own accounts through a bank client of your own. It is free, and you get it in the bank’s developer portal with BankID.',
    nb: 'Åpen for alle kunder i en SpareBank 1-bank: Med «Personlig klient» kan du lese dine egne kontoer gjennom din egen bankklient. Den er gratis, og du får den i bankens utviklerportal med BankID.',
    sv: 'Öppen för alla kunder i en SpareBank 1-bank: med ”Personlig klient” får du läsa dina egna konton genom en egen bankklient. Den är gratis, och du får den i bankens utvecklarportal med BankID.',
  },
  connecting: {
    en: 'You go to the bank’s own page, sign in with BankID and approve that Skrin may read your accounts. Skrin never sees your BankID. After a year the bank asks you to do it again.',
    nb: 'Du sendes til bankens egen side, logger inn med BankID og godkjenner at Skrin kan lese kontoene dine. Skrin ser aldri BankID-en din. Etter et år ber banken deg gjøre det på nytt.',
    sv: 'Du skickas till bankens egen sida, loggar in med BankID och godkänner att Skrin får läsa dina konton. Skrin ser aldrig ditt BankID. Efter ett år ber banken dig göra om det.',
  },
  disconnecting: {
    en: 'Skrin forgets its access at once. The bank offers no way to withdraw it from here: unused, it runs out after 30 days. To end it now, delete the app in the bank’s developer portal; that ends it for everybody who uses the same bank client.',
    nb: 'Skrin glemmer tilgangen med en gang. Banken har ingen måte å trekke den tilbake på herfra: Ubrukt løper den ut etter 30 dager. Vil du avslutte den nå, sletter du appen i bankens utviklerportal; da mister alle som bruker samme bankklient, tilgangen.',
    sv: 'Skrin glömmer åtkomsten genast. Banken har inget sätt att återkalla den härifrån: oanvänd går den ut efter 30 dagar. Vill du avsluta den nu tar du bort appen i bankens utvecklarportal; då förlorar alla som använder samma bankklient åtkomsten.',
  },
  access: 'redirect',
  choices: [
    {
      name: 'finInst',
      label: {
        en: 'Your bank in the alliance',
        nb: 'Din bank i alliansen',
        sv: 'Din bank i alliansen',
      },
      source: 'list',
      options: Object.entries(finInstNames).map(([value, label]) => ({ value, label })),
    },
  ],
  capabilities: {
    pending: true,
    cards: true,
    historyDays: null,
    transfers: true,
    certificate: false,
  },
  renewalDays: CHAIN_DAYS,
  // Reported by clients, with Retry-After; whether fetching tokens counts is not documented.
  limits: [{ calls: 60, perSeconds: 3600, scope: 'client', when: 'always' }],
  documentation: {
    url: 'https://developer.sparebank1.no',
    checkedOn: parseLocalDate('2026-06-24'),
  },
}
