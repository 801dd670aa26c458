import type { ClientForm } from '../bank.ts'

export const clientForm: ClientForm = {
  idName: { en: 'Client ID', nb: 'Klient-ID', sv: 'Klient-id' },
  secretName: { en: 'Password (“passord”)', nb: 'Passord', sv: 'Lösenord (”passord”)' },
  getting: {
    en: 'Sbanken gave them out on its own pages until early 2024. There are no new ones, and the old ones no longer open anything; only a simulated bank takes one.',
    nb: 'Sbanken delte dem ut på sine egne sider fram til tidlig i 2024. Det finnes ingen nye, og de gamle åpner ikke noe lenger. Bare en simulert bank tar imot en.',
    sv: 'Sbanken delade ut dem på sina egna sidor fram till början av 2024. Det finns inga nya, och de gamla öppnar inget längre. Bara en simulerad bank tar emot en.',
  },
  url: null,
  wantsRedirectAddress: false,
}
