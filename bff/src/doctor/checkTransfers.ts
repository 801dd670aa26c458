import type { Finding, Patient } from './finding.ts'

const about = 'moving money'

/** Whether people can let Skrin move money between accounts of their own. */
export function checkTransfers({ config: { transfers } }: Pick<Patient, 'config'>): Finding {
  const message = transfers
    ? `adults can turn it on for a connection of theirs; ${transfers.dailyLimit} a day each at most`
    : 'nobody can turn it on (SKRIN_TRANSFERS is off)'
  return { about, status: 'ok', message }
}
