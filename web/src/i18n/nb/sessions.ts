import type { Messages } from '../messages.ts'

export const sessions: Messages['sessions'] = {
  where: 'Her er du logget inn',
  note: 'En økt avsluttes av seg selv når den ikke er brukt på en stund. Er det en her du ikke kjenner? Avslutt den, og bytt passord.',
  current: 'Denne',
  begun: 'Begynt {date} {method}.',
  used: 'Sist brukt {time}.',
  network: 'Fra {network}',
  by_password: 'med passordet',
  by_passkey: 'med passnøkkel',
  by_sso: 'med felles innlogging',
  by_code: 'med gjenopprettingskode eller lenke',
  by_demo: 'i demoen',
  deviceOn: '{browser} på {system}',
  deviceUnknown: 'Ukjent enhet',
  end: 'Logg ut',
  endOne: 'Logg ut {device}',
  ended: 'Logget ut der.',
  endAll: 'Logg ut alle andre',
  endAllTitle: 'Logge ut alle andre steder?',
  endAllText: 'Bare denne økten blir igjen. Andre steder må du logge inn på nytt.',
  allEnded: 'Logget ut alle andre steder.',
}
