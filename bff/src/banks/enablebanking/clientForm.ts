import type { ClientForm } from '../bank.ts'

export const clientForm: ClientForm = {
  idName: { en: 'Application ID', nb: 'Applikasjons-ID', sv: 'Applikations-id' },
  secretName: { en: 'Private key', nb: 'Privat nøkkel', sv: 'Privat nyckel' },
  getting: {
    en: 'Sign in to the Control Panel, add an application for production and let it make the key: its file is downloaded once, and is named after the application ID. Then choose “Activate by linking accounts” and link your own accounts: only those can be read.',
    nb: 'Logg inn i Control Panel, legg til en applikasjon for produksjon og la siden lage nøkkelen: Filen lastes ned én gang, og heter det samme som applikasjons-ID-en. Velg deretter «Activate by linking accounts» og knytt til dine egne kontoer: Bare de kan leses.',
    sv: 'Logga in i Control Panel, lägg till en applikation för produktion och låt sidan skapa nyckeln: filen laddas ner en gång och heter som applikations-id:t. Välj sedan ”Activate by linking accounts” och koppla dina egna konton: bara de kan läsas.',
  },
  url: 'https://enablebanking.com/cp/applications',
  wantsRedirectAddress: true,
}
