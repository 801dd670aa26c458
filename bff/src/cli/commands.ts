import type { AddCommand } from './cli.ts'
import { addBankClient } from './commands/bankClient.ts'
import { addBackup } from './commands/backup.ts'
import { addDoctor } from './commands/doctor.ts'
import { addExportConfig } from './commands/exportConfig.ts'
import { addMember } from './commands/member.ts'
import { addMoveDatabase } from './commands/moveDatabase.ts'
import { addRestore } from './commands/restore.ts'
import { addRotateKey } from './commands/rotateKey.ts'
import { addSync } from './commands/sync.ts'

/** Every command, in the order in which `skrin --help` lists them. */
export const commands: readonly AddCommand[] = [
  addDoctor,
  addMember,
  addBankClient,
  addSync,
  addBackup,
  addRestore,
  addRotateKey,
  addMoveDatabase,
  addExportConfig,
]
