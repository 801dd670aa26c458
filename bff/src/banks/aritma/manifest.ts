import { parseLocalDate } from '@skrin/shared/dates'
import type { BankManifest } from '@skrin/shared/api/banks'

const DAY_S = 24 * 60 * 60

export const manifest: BankManifest = {
  id: 'aritma',
  name: 'Aritma',
  countries: ['NO'],
  timeZone: 'Europe/Oslo',
  status: 'business',
  about: {
    en: 'Aritma is not a bank, but brings accounts from the Norwegian bank you choose on its page. It sells this to companies, under an agreement: a private person cannot sign up for it.',
    nb: 'Aritma er ikke en bank, men henter kontoer fra den norske banken du velger på siden deres. Tjenesten selges til bedrifter etter avtale, så privatpersoner kan ikke registrere seg.',
    sv: 'Aritma är ingen bank, utan hämtar konton från den norska bank du väljer på deras sida. Tjänsten säljs till företag enligt avtal, så en privatperson kan inte registrera sig.',
  },
  connecting: {
    en: 'You choose your bank on Aritma’s page, sign in there and give a consent to read your accounts. It covers one person at one bank and lasts 90 days at most.',
    nb: 'Du velger banken din på Aritmas side, logger inn og gir samtykke til at kontoene dine leses. Samtykket gjelder én person i én bank, og varer i høyst 90 dager.',
    sv: 'Du väljer din bank på Aritmas sida, loggar in och samtycker till att dina konton läses. Samtycket gäller en person i en bank och varar i högst 90 dagar.',
  },
  disconnecting: {
    en: 'Skrin forgets its access. Aritma describes no way to withdraw the consent from here: it ends by itself after 90 days at the latest, or sooner if you withdraw it at your bank.',
    nb: 'Skrin glemmer tilgangen. Aritma beskriver ingen måte å trekke samtykket herfra. Det utløper av seg selv senest etter 90 dager, eller før hvis du trekker det i banken din.',
    sv: 'Skrin glömmer åtkomsten. Aritma beskriver inget sätt att återkalla samtycket härifrån. Det upphör av sig självt senast efter 90 dagar, eller tidigare om du återkallar det hos din bank.',
  },
  access: 'redirect',
  choices: [],
  capabilities: {
    pending: true,
    // How a credit card would look, and the sign of its balance, depends on the bank behind and is not described.
    cards: false,
    historyDays: null,
    transfers: true,
    certificate: false,
  },
  renewalDays: 90,
  // Aritma only says that operations have limits when nobody is present; this is the law's (EU 2018/389 Art. 36(5)(b)).
  limits: [{ calls: 4, perSeconds: DAY_S, scope: 'operation', when: 'unattended' }],
  documentation: {
    url: 'https://developer.aritma.com/apis/banking/v4/quickstart/account-information',
    checkedOn: parseLocalDate('2026-11-21'),
  },
}
