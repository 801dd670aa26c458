import type { Messages } from '../messages.ts'

export const stepUp: Messages['stepUp'] = {
  title: 'Bekräfta att det är du',
  why: 'Det här ändrar vem som kommer in eller vad andra ser. Bekräfta en gång, så frågar Skrin inte igen på tio minuter.',
  whyOrMoves:
    'Det här ändrar vem som kommer in eller vad andra ser, eller flyttar pengar. Bekräfta en gång, så frågar Skrin inte igen på tio minuter.',
  confirm: 'Bekräfta',
  withPasskey: 'Bekräfta med lösennyckel',
  withPassword: 'Bekräfta med lösenordet',
  withSso: 'Bekräfta hos {sso}',
  ssoNote: 'Du kommer tillbaka hit och gör sedan om det du var på väg att göra.',
  inDemo: 'Ja, jag är {name}',
  wrongPassword: 'Det är inte ditt lösenord. Kontrollera det och försök igen.',
  none: 'Det går inte att bekräfta i den här webbläsaren. Logga ut, logga in igen och gör det då.',
  other: 'Eller på ett annat sätt',
}
