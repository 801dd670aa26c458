import type { Messages } from '../messages.ts'

export const session: Messages['session'] = {
  signIn: 'Logg inn',
  name: 'Navn',
  password: 'Passord',
  again: 'Logg inn for å komme til siden du ba om.',
  demoTitle: 'Hvem er du i dag?',
  demoNote: 'Dette er en demo. Folkene, bankene og pengene er oppdiktet.',
  roleOwner: 'Har ansvaret for Skrin',
  roleAdult: 'Voksen',
  roleChild: 'Barn',
  setUp: 'Sett opp Skrin',
  setUpIntro:
    'Du er den første her. Da Skrin startet, skrev det en engangskode i loggen: Den viser at dette er ditt Skrin.',
  code: 'Engangskode',
  codeHint: 'Fra loggen til programmet',
  nameHint: 'Det de andre i husstanden kaller deg',
  passwordHint: 'Helst 15 tegn eller flere, minst 8. Noen ord uten sammenheng er lette å huske.',
  create: 'Opprett tilgangen min',
  promise: 'Skrin leser fra bankene dine og flytter aldri penger.',
}
