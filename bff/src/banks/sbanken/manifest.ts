import type { BankManifest } from '@skrin/shared/api/banks'
import { parseLocalDate } from '@skrin/shared/dates'

export const manifest: BankManifest = {
  id: 'sbanken',
  name: 'Sbanken',
  countries: ['NO'],
  timeZone: 'Europe/Oslo',
  status: 'withdrawn',
  about: {
    en: 'Sbanken became part of DNB, which switched this service off early in 2024. Nobody can connect to it any more; here it works against a simulated bank only.',
    nb: 'Sbanken ble en del av DNB, som skrudde av denne tjenesten tidlig i 2024. Ingen kan koble seg til den lenger, så her virker den bare mot en simulert bank.',
    sv: 'Sbanken blev en del av DNB, som stängde av den här tjänsten i början av 2024. Ingen kan ansluta till den längre, så här fungerar den bara mot en simulerad bank.',
  },
  connecting: {
    en: 'There is no page to visit at the bank: its client is one person’s own, and gives access to that person’s accounts, and to others’ that they may use.',
    nb: 'Du skal ikke innom noen side hos banken. Bankklienten tilhører én person og gir tilgang til kontoene til denne personen, og til andres som personen disponerer.',
    sv: 'Du behöver inte besöka någon sida hos banken. Bankklienten tillhör en enda person och ger åtkomst till den personens konton, och till andras som personen får använda.',
  },
  disconnecting: {
    en: 'Skrin forgets its access. The bank client itself lives on until its secret runs out or the application is deleted at the bank.',
    nb: 'Skrin glemmer tilgangen. Selve bankklienten gjelder til hemmeligheten utløper eller applikasjonen slettes hos banken.',
    sv: 'Skrin glömmer åtkomsten. Själva bankklienten gäller tills hemligheten går ut eller applikationen raderas hos banken.',
  },
  access: 'client',
  choices: [],
  capabilities: {
    pending: true,
    cards: true,
    // Days from 2000-01-01 on are accepted; how far rows really reach back was never said.
    historyDays: null,
    transfers: true,
    certificate: false,
  },
  // The secret has to be renewed every three months, but by whoever hosts Skrin, not by signing in again.
  renewalDays: null,
  // Seen as `x-rate-limit-limit: 1m` and `x-rate-limit-remaining: 29` in answers of 2018; never documented.
  limits: [{ calls: 30, perSeconds: 60, scope: 'client', when: 'always' }],
  documentation: {
    url: 'https://github.com/Sbanken/api-examples',
    checkedOn: parseLocalDate('2026-11-21'),
  },
}
