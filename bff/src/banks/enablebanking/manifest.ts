import type { BankManifest } from '@skrin/shared/api/banks'
import { parseLocalDate } from '@skrin/shared/dates'

const DAY_S = 24 * 60 * 60

/** Of the choice that says which bank is meant. */
export const BANK_CHOICE = 'bank'

export const manifest: BankManifest = {
  id: 'enablebanking',
  name: 'Enable Banking',
  countries: ['NO', 'SE', 'DK', 'FI', 'IS'],
  // Days come as days, without a clock; the zone only says when today begins, give or take an hour or two.
  timeZone: 'Europe/Oslo',
  status: 'live',
  about: {
    en: 'Enable Banking is not a bank, but a Finnish company with a licence to read accounts at nearly every Nordic bank: DNB, Nordea, Danske Bank, Handelsbanken, Swedbank, OP and many more. You may use it free of charge for your own accounts.',
    nb: 'Enable Banking er ikke en bank, men et finsk selskap med tillatelse til å lese kontoer i nesten alle nordiske banker: DNB, Nordea, Danske Bank, Handelsbanken, Swedbank, OP og mange flere. Du kan bruke tjenesten gratis til dine egne kontoer.',
    sv: 'Enable Banking är ingen bank, utan ett finskt företag med tillstånd att läsa konton i nästan alla nordiska banker: DNB, Nordea, Danske Bank, Handelsbanken, Swedbank, OP och många fler. Du får använda tjänsten gratis för dina egna konton.',
  },
  connecting: {
    en: 'You choose your bank here, go to its own page, sign in and approve that your accounts may be read. What they say passes through Enable Banking. Each bank is a connection of its own, and asks again after 90 to 180 days as a rule.',
    nb: 'Du velger banken din her, sendes til bankens egen side, logger inn og godkjenner at kontoene dine kan leses. Opplysningene går gjennom Enable Banking. Hver bank blir en egen tilkobling, og spør på nytt etter som regel 90 til 180 dager.',
    sv: 'Du väljer din bank här, skickas till bankens egen sida, loggar in och godkänner att dina konton får läsas. Uppgifterna går genom Enable Banking. Varje bank blir en egen anslutning, och frågar igen efter i regel 90 till 180 dagar.',
  },
  disconnecting: {
    en: 'Skrin ends the access at Enable Banking, which ends it at the bank. Nothing is left to do.',
    nb: 'Skrin avslutter tilgangen hos Enable Banking, som avslutter den i banken. Det er ikke mer du må gjøre.',
    sv: 'Skrin avslutar åtkomsten hos Enable Banking, som avslutar den hos banken. Du behöver inte göra något mer.',
  },
  access: 'redirect',
  choices: [
    {
      name: BANK_CHOICE,
      label: { en: 'Your bank', nb: 'Banken din', sv: 'Din bank' },
      source: 'bank',
      options: [],
    },
  ],
  capabilities: {
    pending: true,
    cards: true,
    // 90 days at some banks, years at others.
    historyDays: null,
    transfers: false,
    certificate: false,
  },
  // As long as the chosen bank allows: its option says it.
  renewalDays: null,
  // The banks' own limit (EU 2018/389 Art. 36(5)(b)), which is passed on; one of the service itself is not documented.
  limits: [{ calls: 4, perSeconds: DAY_S, scope: 'operation', when: 'unattended' }],
  documentation: {
    url: 'https://enablebanking.com/docs/api/reference/',
    checkedOn: parseLocalDate('2026-11-21'),
  },
}
