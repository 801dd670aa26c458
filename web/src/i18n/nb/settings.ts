import type { RestMessages } from '../messages.ts'

export const settings: RestMessages['settings'] = {
  kept: 'Disse valgene lagres bare i denne nettleseren.',
  look: 'Utseende',
  language: 'Språk',
  languageSystem: 'Som nettleseren: {language}',
  theme: 'Tema',
  themeLight: 'Lyst',
  themeDark: 'Mørkt',
  themeSystem: 'Som systemet',
  density: 'Lister',
  densityComfortable: 'Luftige',
  densityCompact: 'Tette',
  densityHint: 'Tette rader brukes der det er mus.',
  grouping: 'Kontoer i oversikten',
  groupingBank: 'Etter bank',
  groupingPerson: 'Etter person',
  privacy: 'Personvern',
  hideAmounts: 'Skjul beløp',
  hideAmountsHint: 'Beløpene tas helt ut av siden, også for skjermlesere.',
  me: 'Meg',
  signedInAs: 'Logget inn som',
  signOut: 'Logg ut',
  about: 'Om Skrin',
  aboutText:
    'Skrin er husstandens eget: Det kjører på deres egen maskin, spør bankene direkte og sender ingenting til andre.',
  aboutReads: 'Det leser bare. Å flytte penger er noe det ikke kan.',
  aboutMoves:
    'Det leser. Penger flytter det bare mellom dine egne kontoer i samme bank, og bare der du har slått det på.',
  aboutTokens: 'Tilgangen til bankene ligger kryptert på maskinen og når aldri en nettleser.',
  keyboard: 'Tastatur: Trykk ? på en hvilken som helst side for å se tastene.',
}
