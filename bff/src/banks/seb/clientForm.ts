import type { ClientForm } from '../bank.ts'

export const clientForm: ClientForm = {
  idName: { en: 'Client ID', nb: 'Klient-ID', sv: 'Klient-id' },
  secretName: { en: 'Client secret', nb: 'Klienthemmelighet', sv: 'Klienthemlighet' },
  getting: {
    en: 'Register in SEB’s developer portal and make an application with the Account Information API. For SEB’s sandbox with invented accounts anybody can; your own accounts need a licence.',
    nb: 'Registrer deg i SEBs utviklerportal og lag en applikasjon med Account Information API. For SEBs testmiljø med oppdiktede kontoer kan alle gjøre det, men dine egne kontoer krever konsesjon.',
    sv: 'Registrera dig i SEB:s utvecklarportal och skapa en applikation med Account Information API. För SEB:s testmiljö med påhittade konton kan alla göra det, men dina egna konton kräver tillstånd.',
  },
  url: 'https://developer.sebgroup.com/getting-started',
  wantsRedirectAddress: true,
}
