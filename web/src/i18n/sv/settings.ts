import type { RestMessages } from '../messages.ts'

export const settings: RestMessages['settings'] = {
  kept: 'De här valen sparas bara i den här webbläsaren.',
  look: 'Utseende',
  language: 'Språk',
  languageSystem: 'Som webbläsaren: {language}',
  theme: 'Tema',
  themeLight: 'Ljust',
  themeDark: 'Mörkt',
  themeSystem: 'Som systemet',
  density: 'Listor',
  densityComfortable: 'Luftiga',
  densityCompact: 'Täta',
  densityHint: 'Täta rader används där det finns en mus.',
  grouping: 'Konton i översikten',
  groupingBank: 'Per bank',
  groupingPerson: 'Per person',
  privacy: 'Integritet',
  hideAmounts: 'Dölj belopp',
  hideAmountsHint: 'Beloppen tas bort helt från sidan, även för skärmläsare.',
  me: 'Jag',
  signedInAs: 'Inloggad som',
  signOut: 'Logga ut',
  about: 'Om Skrin',
  aboutText:
    'Skrin är hushållets eget: det körs på er egen dator, frågar bankerna direkt och skickar ingenting till någon annan.',
  aboutReads: 'Det läser bara. Att flytta pengar är inget det kan.',
  aboutMoves:
    'Det läser. Pengar flyttar det bara mellan dina egna konton i samma bank, och bara där du har slagit på det.',
  aboutTokens:
    'Åtkomsten till bankerna ligger krypterad på den datorn och når aldrig en webbläsare.',
  keyboard: 'Tangentbord: tryck ? på vilken sida som helst för att se tangenterna.',
}
