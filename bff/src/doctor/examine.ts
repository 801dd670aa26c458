import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DATABASE_FILE } from '../store/database.ts'
import { checkAddress } from './checkAddress.ts'
import { checkBackups } from './checkBackups.ts'
import { checkBanks } from './checkBanks.ts'
import type { BankFindings } from './checkBanks.ts'
import { checkChannels } from './checkChannels.ts'
import { checkClock } from './checkClock.ts'
import { checkDatabase, checkMigrations, checkRunning, openUntouched } from './checkDatabase.ts'
import { checkDisk } from './checkDisk.ts'
import { checkKey } from './checkKey.ts'
import { checkSync } from './checkSync.ts'
import { checkTransfers } from './checkTransfers.ts'
import type { Finding, OpenedPatient, Patient } from './finding.ts'

/** Looks at everything, changes nothing, and takes seconds even when nothing answers. */
export async function examine(patient: Patient): Promise<Finding[]> {
  const first = [
    configurationIsGood,
    checkTransfers(patient),
    ...checkAddress(patient),
    ...checkDisk(patient),
    ...(await checkChannels(patient)),
  ]
  const { config, secrets } = patient
  if (!secrets.databaseUrl && !existsSync(join(config.dataDir, DATABASE_FILE))) {
    const { findings } = await checkBanks(patient, new Set(secrets.bankClients.keys()))
    return [...first, noDatabase, ...findings]
  }
  const db = openUntouched(patient)
  try {
    return [...first, ...(await examineDatabase({ ...patient, db }))]
  } finally {
    await db.destroy()
  }
}

const configurationIsGood: Finding = {
  about: 'configuration',
  status: 'ok',
  message: 'every setting is known and right',
}

const noDatabase: Finding = {
  about: 'database',
  status: 'attention',
  message: 'there is none yet',
  advice: 'start Skrin once, or set SKRIN_DATA_DIR as it has it',
}

async function examineDatabase(patient: OpenedPatient): Promise<Finding[]> {
  const answer = await checkDatabase(patient, patient.db)
  const inConfig = new Set(patient.secrets.bankClients.keys())
  if (answer.status === 'failed') return [answer, ...(await checkBanks(patient, inConfig)).findings]
  const { finding, isCurrent } = await checkMigrations(patient.db)
  if (!isCurrent) return [answer, finding, ...(await checkBanks(patient, inConfig)).findings]
  const banks = await checkBanks(patient, new Set([...inConfig, ...(await listOwnBanks(patient))]))
  return [answer, finding, ...(await examineHousehold(patient, banks))]
}

async function listOwnBanks({ db }: OpenedPatient): Promise<string[]> {
  const rows = await db.selectFrom('bank_clients').select('bank').distinct().execute()
  return rows.map(({ bank }) => bank)
}

async function examineHousehold(
  patient: OpenedPatient,
  { findings, clocks }: BankFindings,
): Promise<Finding[]> {
  return [
    await checkRunning(patient),
    ...(await checkKey(patient)),
    ...(await checkClock(patient, clocks)),
    ...findings,
    await checkSync(patient),
    await checkBackups(patient),
  ]
}
