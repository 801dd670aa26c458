import type { Messages } from '../messages.ts'

export const sessions: Messages['sessions'] = {
  where: 'Här är du inloggad',
  note: 'En session avslutas av sig själv när den inte har använts på ett tag. Är det någon du inte känner igen? Avsluta den och byt lösenord.',
  current: 'Den här',
  begun: 'Påbörjad {date} {method}.',
  used: 'Senast använd {time}.',
  network: 'Från {network}',
  by_password: 'med lösenordet',
  by_passkey: 'med lösennyckel',
  by_sso: 'med gemensam inloggning',
  by_code: 'med återställningskod eller länk',
  by_demo: 'i demon',
  deviceOn: '{browser} på {system}',
  deviceUnknown: 'Okänd enhet',
  end: 'Logga ut',
  endOne: 'Logga ut {device}',
  ended: 'Utloggad där.',
  endAll: 'Logga ut alla andra',
  endAllTitle: 'Logga ut överallt utom här?',
  endAllText: 'Bara den här sessionen blir kvar. På andra ställen får du logga in igen.',
  allEnded: 'Utloggad överallt utom här.',
}
