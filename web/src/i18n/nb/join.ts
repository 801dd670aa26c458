import type { Messages } from '../messages.ts'

export const join: Messages['join'] = {
  title: 'Bli med i {household}',
  titlePlain: 'Bli med i husstanden',
  invites: '{inviter} inviterer deg til {household} som {role}.',
  invited: 'Du er invitert til {household} som {role}.',
  theHousehold: 'husstanden',
  asAdult: 'voksen',
  asChild: 'barn',
  adultMeans:
    'Du kobler til dine egne banker og bestemmer selv hva de andre ser. Ingen ser noe før du deler det.',
  childMeans: 'Du ser det de andre deler med deg.',
  join: 'Bli med',
  until: 'Lenken virker til',
  newPassword: 'Nytt passord',
  newPasswordIntro:
    '{name}, velg et nytt passord. Alle andre steder du er logget inn, blir du da logget ut.',
  setPassword: 'Lagre passordet',
  passwordSaved: 'Det nye passordet er lagret. Logg inn med det.',
  checking: 'Sjekker lenken',
  demo: 'Dette er en demo, og folkene i den er oppdiktet, så ingen blir med. I et Skrin du har selv, velger man navn og passord her.',
  gone: 'Denne lenken virker ikke lenger',
  goneText:
    'Den er brukt eller trukket tilbake, eller tiden er ute. Be om en ny; en lenke virker én gang.',
  missing: 'Åpne lenken en gang til',
  missingText:
    'Koden i lenken er ikke her: Skrin holder den ute av adressen, så en side som lastes på nytt, har mistet den. Selve lenken virker fortsatt hvis du ikke har brukt den.',
  toSignIn: 'Gå til innlogging',
  signedIn: 'Du er logget inn som {name}',
  signedInText:
    'Lenken er for en som ikke er logget inn her. For å bruke den i denne nettleseren må du logge ut først.',
  signOut: 'Logg ut og gå videre',
  stay: 'Forbli innlogget',
}
