import type { NoticeWords } from '../words.ts'

export const nb: NoticeWords = {
  endingSoon: (bank, day) => `${bank} må fornyes innen ${day}`,
  endingAdvice: 'Etter det får ikke Skrin noe nytt fra banken. Å fornye tar et minutt.',
  ended: (bank) => `Tilgangen til ${bank} er utløpt`,
  endedAdvice: 'Skrin får ikke noe nytt fra banken før du fornyer. Historikken din beholdes.',
  failing: (bank) => `${bank} har ikke svart på et døgn`,
  failingSince: (day) => `Skrin har prøvd forgjeves siden ${day}, og fortsetter å prøve.`,
  largeIn: 'Et stort beløp kom inn',
  largeOut: 'Et stort beløp gikk ut',
  unusualIn: 'Et uvanlig beløp kom inn',
  unusualOut: 'Et uvanlig beløp gikk ut',
  transaction: (shop, amount, account, day) => `${shop}: ${amount}, ${account}, ${day}.`,
  largestBefore: (amount) => `Det største før dette var ${amount}.`,
  low: 'Lav saldo på en konto',
  lowDetails: (account, balance, limit) => `${account}: ${balance}. Grensen din er ${limit}.`,
  several: (count) => `${count} varsler fra Skrin`,
  open: 'Åpne i Skrin',
  more: (count) => `Og ${count} til.`,
  ending: 'Du får dette fordi du har valgt det. Skrin ber aldri om passord eller koder på e-post.',
  settings: 'Velg hva du vil varsles om',
  code: {
    subject: (code) => `Koden din for Skrin er ${code}`,
    text: 'Skriv den inn i Skrin under Innstillinger, Varsler. Den gjelder i en halvtime.',
    unasked:
      'Har du ikke bedt om den? Da trenger du ikke gjøre noe: Uten koden sendes det ikke noe hit.',
  },
}
