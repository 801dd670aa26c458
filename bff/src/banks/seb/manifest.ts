import { parseLocalDate } from '@skrin/shared/dates'
import type { BankManifest } from '@skrin/shared/api/banks'

const DAY_S = 24 * 60 * 60

export const manifest: BankManifest = {
  id: 'seb',
  name: 'SEB',
  countries: ['SE'],
  timeZone: 'Europe/Stockholm',
  status: 'licensed',
  about: {
    en: 'Your own accounts at SEB need a licensed third party with its certificate, so a private person cannot connect them yet. SEB’s public sandbox, with invented accounts, is open to everybody.',
    nb: 'Egne kontoer i SEB krever en tredjepart med konsesjon og sertifikat, så en privatperson kan ikke koble dem til ennå. SEBs åpne testmiljø, med oppdiktede kontoer, kan alle bruke.',
    sv: 'Egna konton i SEB kräver en tredje part med tillstånd och certifikat, så en privatperson kan inte ansluta dem än. SEB:s öppna testmiljö, med påhittade konton, kan alla använda.',
  },
  connecting: {
    en: 'You sign in on SEB’s own page and approve that Skrin may read your payment accounts. It covers all of them at once; SEB offers no choice of single accounts.',
    nb: 'Du logger inn på SEBs egen side og godkjenner at Skrin kan lese betalingskontoene dine. Det gjelder alle på én gang, for SEB lar deg ikke velge enkeltkontoer.',
    sv: 'Du loggar in på SEB:s egen sida och godkänner att Skrin får läsa dina betalkonton. Det gäller alla på en gång, för SEB låter dig inte välja enskilda konton.',
  },
  disconnecting: {
    en: 'Skrin forgets its access. SEB documents no way to withdraw it from here, so withdraw it at SEB as well, under the third parties you have approved.',
    nb: 'Skrin glemmer tilgangen. SEB beskriver ingen måte å trekke den tilbake herfra, så trekk den også tilbake hos SEB, under tredjepartene du har godkjent.',
    sv: 'Skrin glömmer åtkomsten. SEB beskriver inget sätt att återkalla den härifrån, så återkalla den även hos SEB, under de tredje parter som du har godkänt.',
  },
  access: 'redirect',
  choices: [],
  capabilities: {
    pending: true,
    cards: false,
    historyDays: null,
    transfers: true,
    certificate: true,
  },
  // The law's limit (EU 2018/389 Art. 10a, since 25 July 2023); SEB publishes no number of its own.
  renewalDays: 180,
  // Resets at midnight at SEB; a rolling day is the stricter reading and also what EU 2018/389 Art. 36(5)(b) asks for.
  limits: [{ calls: 4, perSeconds: DAY_S, scope: 'operation', when: 'unattended' }],
  documentation: {
    url: 'https://developer.sebgroup.com/getting-started',
    checkedOn: parseLocalDate('2026-01-13'),
  },
}
