import type { ClientForm } from '../bank.ts'

export const clientForm: ClientForm = {
  idName: { en: 'Client ID', nb: 'Klient-ID', sv: 'Klient-id' },
  secretName: { en: 'Client secret', nb: 'Klienthemmelighet', sv: 'Klienthemlighet' },
  getting: {
    en: 'Sign in to the bank’s developer portal with BankID, open “Personlig klient” at your own bank and register an app there. Its secret is valid for a limited time: when you renew it, enter the new one here.',
    nb: 'Logg inn i bankens utviklerportal med BankID, åpne «Personlig klient» hos din egen bank og registrer en app der. Hemmeligheten gjelder en begrenset tid: Når du fornyer den, legger du inn den nye her.',
    sv: 'Logga in i bankens utvecklarportal med BankID, öppna ”Personlig klient” hos din egen bank och registrera en app där. Hemligheten gäller en begränsad tid: när du förnyar den lägger du in den nya här.',
  },
  url: 'https://developer.sparebank1.no',
  wantsRedirectAddress: true,
}
