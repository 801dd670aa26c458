import type { Messages } from '../messages.ts'

export const join: Messages['join'] = {
  title: 'Gå med i {household}',
  titlePlain: 'Gå med i hushållet',
  invites: '{inviter} bjuder in dig till {household} som {role}.',
  invited: 'Du är inbjuden till {household} som {role}.',
  theHousehold: 'hushållet',
  asAdult: 'vuxen',
  asChild: 'barn',
  adultMeans:
    'Du ansluter dina egna banker och bestämmer själv vad de andra ser. Ingen ser något förrän du delar det.',
  childMeans: 'Du ser det som de andra delar med dig.',
  join: 'Gå med',
  until: 'Länken gäller till',
  newPassword: 'Nytt lösenord',
  newPasswordIntro:
    '{name}, välj ett nytt lösenord. Överallt annars där du är inloggad loggas du då ut.',
  setPassword: 'Spara lösenordet',
  passwordSaved: 'Det nya lösenordet är sparat. Logga in med det.',
  checking: 'Kontrollerar länken',
  demo: 'Det här är en demo och personerna i den är påhittade, så ingen går med. I ett eget Skrin väljer man namn och lösenord här.',
  gone: 'Den här länken fungerar inte längre',
  goneText:
    'Den är använd eller tillbakadragen, eller så har tiden gått ut. Be om en ny; en länk fungerar en gång.',
  missing: 'Öppna länken en gång till',
  missingText:
    'Länkens kod finns inte här: Skrin håller den borta från adressen, så en sida som laddas om har tappat den. Själva länken fungerar fortfarande om du inte har använt den.',
  toSignIn: 'Gå till inloggningen',
  signedIn: 'Du är inloggad som {name}',
  signedInText:
    'Länken är till för någon som inte är inloggad här. Logga ut först om du vill använda den i den här webbläsaren.',
  signOut: 'Logga ut och gå vidare',
  stay: 'Förbli inloggad',
}
