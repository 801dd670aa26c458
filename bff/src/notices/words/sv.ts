import type { NoticeWords } from '../words.ts'

export const sv: NoticeWords = {
  endingSoon: (bank, day) => `${bank} måste förnyas senast ${day}`,
  endingAdvice: 'Därefter får Skrin inget nytt från banken. Att förnya tar en minut.',
  ended: (bank) => `Åtkomsten till ${bank} har upphört`,
  endedAdvice: 'Skrin får inget nytt från banken förrän du förnyar. Din historik finns kvar.',
  failing: (bank) => `${bank} har inte svarat på ett dygn`,
  failingSince: (day) => `Skrin har försökt förgäves sedan ${day} och fortsätter att försöka.`,
  largeIn: 'Ett stort belopp kom in',
  largeOut: 'Ett stort belopp gick ut',
  unusualIn: 'Ett ovanligt belopp kom in',
  unusualOut: 'Ett ovanligt belopp gick ut',
  transaction: (shop, amount, account, day) => `${shop}: ${amount}, ${account}, ${day}.`,
  largestBefore: (amount) => `Det största före detta var ${amount}.`,
  low: 'Lågt saldo på ett konto',
  lowDetails: (account, balance, limit) => `${account}: ${balance}. Din gräns är ${limit}.`,
  several: (count) => `${count} aviseringar från Skrin`,
  open: 'Öppna i Skrin',
  more: (count) => `Och ${count} till.`,
  ending:
    'Du får detta för att du har valt det. Skrin ber aldrig om lösenord eller koder via e-post.',
  settings: 'Välj vad du vill få besked om',
  code: {
    subject: (code) => `Din kod för Skrin är ${code}`,
    text: 'Skriv in den i Skrin under Inställningar, Aviseringar. Den gäller i en halvtimme.',
    unasked:
      'Har du inte bett om den? Då behöver du inte göra något: utan koden skickas inget hit.',
  },
}
