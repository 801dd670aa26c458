import type { BankClientTexts } from './texts.ts'

export const sv: BankClientTexts = {
  title: (bank) => `Din bankklient hos ${bank}`,
  back: 'Banker',
  intro:
    'En bankklient är en app som är registrerad hos banken. Med en egen är dina anslutningar inte beroende av hushållets, och ingen annan använder din.',
  promise:
    'Det du skriver här går direkt till det här Skrin. Hemligheten sparas krypterad och visas aldrig igen, inte heller för dig. Sidan har inget skript som skulle kunna se den.',
  where: 'Så får du den',
  portal: (bank) => `Öppna sidan hos ${bank}`,
  redirectAddress: 'Registrera den här adressen hos banken, tecken för tecken:',
  known: (ending, day) => `Du har redan en här. Dess id slutar på ${ending}, inlagt ${day}.`,
  replaces:
    'Det du lägger in nu ersätter den. Med en ny hemlighet för samma id fortsätter dina anslutningar. Med ett annat id förnyar du dem hos banken.',
  unreadable:
    'Skrins nyckel har bytts sedan dess, så hemligheten kan inte läsas längre. Lägg in den igen.',
  demo: 'Det här är demon, och banken är det också. Där fungerar den här bankklienten:',
  trimmed: 'Mellanslag före och efter tas bort.',
  secretHint: 'Visas inte igen. Mellanslag före och efter tas bort.',
  keyHint: 'Klistra in hela filen, från -----BEGIN till -----END. Den visas inte igen.',
  whoTitle: 'Är det du?',
  whoIntro: 'Det var ett tag sedan du loggade in.',
  password: 'Ditt lösenord i Skrin',
  code: 'Kod',
  codeHint: 'Från din autentiseringsapp, eller en återställningskod',
  save: 'Spara bankklienten',
  cancel: 'Avbryt',
  errorTitle: 'Inte sparat',
  notKept: 'Ingenting är sparat än.',
  typeAgain: 'Hemligheten måste skrivas igen.',
  missing: 'Skriv det så som banken visar det.',
  tooLong: 'Det här är längre än hos någon bank. Följde något annat med när du klistrade in?',
  odd: 'Det finns en radbrytning eller ett annat osynligt tecken i texten. Kopiera den från banken en gång till.',
  notAKey:
    'Det här är inte en privat nyckel. Klistra in hela filen, från -----BEGIN till -----END.',
  locked: 'Nyckeln är låst med en lösenfras. Skrin behöver den utan.',
  notRsa: 'Det här är en nyckel av ett annat slag. Den måste vara en RSA-nyckel.',
  tooShort: 'Nyckeln är för kort för att vara säker. Skapa en ny på minst 2048 bitar.',
  passwordMissing: 'Skriv ditt lösenord i Skrin.',
  passwordWrong: 'Det är inte ditt lösenord i Skrin.',
  codeMissing: 'Skriv en kod också.',
  codeWrong: 'Koden fungerar inte. Varje kod fungerar en gång, och bara en kort stund.',
  tooMany: 'För många försök. Vänta några minuter före nästa.',
  forbidden: {
    title: 'Inte för dig',
    text: 'Bankklienter är till för de vuxna i hushållet.',
  },
  notFound: {
    title: 'Ingen sådan bank',
    text: 'Skrin känner inte till någon bank på den adressen.',
  },
  expired: {
    title: 'Öppna formuläret igen',
    text: 'Ingenting har sparats: formuläret var från innan du loggade in på nytt, eller så kom det inte från den här sidan.',
    again: 'Öppna formuläret',
  },
  failed: { title: 'Det gick inte', text: 'Ingenting har sparats. Försök igen om en stund.' },
  reference: (reference) => `Referens ${reference}`,
}
