import type { ClientForm } from '../bank.ts'

export const clientForm: ClientForm = {
  idName: { en: 'Client ID', nb: 'Klient-ID', sv: 'Klient-id' },
  secretName: { en: 'Client secret', nb: 'Klienthemmelighet', sv: 'Klienthemlighet' },
  getting: {
    en: 'Aritma gives it to companies, under an agreement: ask your contact person there. If addresses to return to have to be registered, it is the one below.',
    nb: 'Aritma gir den til bedrifter, etter avtale: Spør kontaktpersonen din der. Må adresser å sende deg tilbake til registreres, er det den under her.',
    sv: 'Aritma ger den till företag, enligt avtal: fråga din kontaktperson där. Om adresser att skicka dig tillbaka till måste registreras är det den här nedanför.',
  },
  url: null,
  wantsRedirectAddress: true,
}
