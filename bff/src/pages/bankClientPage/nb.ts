import type { BankClientTexts } from './texts.ts'

export const nb: BankClientTexts = {
  title: (bank) => `Bankklienten din hos ${bank}`,
  back: 'Banker',
  intro:
    'En bankklient er en app som er registrert hos banken. Med din egen er tilkoblingene dine ikke avhengige av husstandens, og ingen andre bruker din.',
  promise:
    'Det du skriver her, går rett til dette Skrin. Hemmeligheten lagres kryptert og vises aldri igjen, heller ikke for deg. Siden har ikke noe skript som kunne ha sett den.',
  where: 'Slik får du den',
  portal: (bank) => `Åpne siden til ${bank}`,
  redirectAddress: 'Registrer denne adressen i banken, tegn for tegn:',
  known: (ending, day) => `Du har allerede en her. ID-en slutter på ${ending}, lagt inn ${day}.`,
  replaces:
    'Det du legger inn nå, erstatter den. Med ny hemmelighet for samme ID fortsetter tilkoblingene dine. Med en annen ID fornyer du dem i banken.',
  unreadable:
    'Nøkkelen til Skrin er byttet siden den gang, så hemmeligheten kan ikke leses lenger. Legg den inn på nytt.',
  demo: 'Dette er demoen, og banken er det også. Der virker denne bankklienten:',
  trimmed: 'Mellomrom foran og bak blir tatt bort.',
  secretHint: 'Vises ikke igjen. Mellomrom foran og bak blir tatt bort.',
  whoTitle: 'Er det deg?',
  whoIntro: 'Det er en stund siden du logget inn.',
  password: 'Passordet ditt i Skrin',
  code: 'Kode',
  codeHint: 'Fra autentiseringsappen, eller en gjenopprettingskode',
  save: 'Lagre bankklienten',
  cancel: 'Avbryt',
  errorTitle: 'Ikke lagret',
  notKept: 'Ingenting er lagret ennå.',
  typeAgain: 'Hemmeligheten må skrives på nytt.',
  missing: 'Skriv dette slik banken viser det.',
  tooLong: 'Dette er lengre enn hos noen bank. Ble noe annet limt inn samtidig?',
  odd: 'Det er et linjeskift eller et annet usynlig tegn inni. Kopier det fra banken en gang til.',
  passwordMissing: 'Skriv passordet ditt i Skrin.',
  passwordWrong: 'Dette er ikke passordet ditt i Skrin.',
  codeMissing: 'Skriv en kode også.',
  codeWrong: 'Koden virker ikke. Hver kode virker én gang, og bare en liten stund.',
  tooMany: 'For mange forsøk. Vent noen minutter før det neste.',
  forbidden: {
    title: 'Ikke for deg',
    text: 'Bankklienter er for de voksne i husstanden.',
  },
  notFound: { title: 'Ingen slik bank', text: 'Skrin kjenner ingen bank på denne adressen.' },
  expired: {
    title: 'Åpne skjemaet på nytt',
    text: 'Ingenting er lagret: Skjemaet var fra før du logget inn på nytt, eller det kom ikke fra denne siden.',
    again: 'Åpne skjemaet',
  },
  failed: { title: 'Det gikk ikke', text: 'Ingenting er lagret. Prøv igjen om litt.' },
  reference: (reference) => `Referanse ${reference}`,
}
