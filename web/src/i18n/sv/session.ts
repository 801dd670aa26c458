import type { Messages } from '../messages.ts'

export const session: Messages['session'] = {
  signIn: 'Logga in',
  name: 'Namn',
  password: 'Lösenord',
  again: 'Logga in för att komma till sidan du ville öppna.',
  demoTitle: 'Vem är du i dag?',
  demoNote: 'Det här är en demo. Personerna, bankerna och pengarna är påhittade.',
  roleOwner: 'Ansvarar för Skrin',
  roleAdult: 'Vuxen',
  roleChild: 'Barn',
  setUp: 'Kom i gång med Skrin',
  setUpIntro:
    'Du är den första här. När Skrin startade skrev det en engångskod i loggen: den visar att det här är ditt Skrin.',
  code: 'Engångskod',
  codeHint: 'Från programmets logg',
  nameHint: 'Vad de andra i hushållet kallar dig',
  passwordHint: 'Helst 15 tecken eller fler, minst 8. Några ord utan samband är lätta att minnas.',
  create: 'Skapa min åtkomst',
  promise: 'Skrin läser från dina banker och flyttar aldrig pengar.',
}
