import { createSealer } from '../auth/sealing.ts'
import { createVault, VAULT_PURPOSE } from '../auth/vault.ts'
import { createBankAccess } from '../connections/bankAccess.ts'
import { BANK_CLIENT_PURPOSE } from '../connections/bankClients.ts'
import type { BankClientDeps } from '../connections/saveBankClient.ts'
import { createLog } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { Cli } from './cli.ts'
import { requireKey } from './requireKey.ts'

/** The lines to the banks, for a command that has something to tell them; closed when the work is done. */
export async function withBanks<T>(
  cli: Cli,
  db: Database,
  work: (deps: BankClientDeps) => Promise<T>,
): Promise<T> {
  const { config, secrets, clock, banks } = cli
  const masterKey = await requireKey(cli, db)
  // What a command prints is for a person; the program's log is not.
  const log = createLog('silent')
  const bankClientSealer = createSealer(masterKey, BANK_CLIENT_PURPOSE)
  const vault = createVault(db, createSealer(masterKey, VAULT_PURPOSE))
  const access = createBankAccess({
    config,
    secrets,
    clock,
    log,
    db,
    vault,
    bankClientSealer,
    banks: new Map(banks.map((bank) => [bank.manifest.id, bank])),
  })
  try {
    return await work({ db, clock, log, vault, access, bankClientSealer })
  } finally {
    await access.close()
  }
}
