import type { AddCommand } from './cli.ts'
import { addBackup } from './commands/backup.ts'
import { addExportConfig } from './commands/exportConfig.ts'
import { addRestore } from './commands/restore.ts'

/** Every command, in the order in which `skrin --help` lists them. */
export const commands: readonly AddCommand[] = [addBackup, addRestore, addExportConfig]
