import type { AddCommand } from './cli.ts'
import { addExportConfig } from './commands/exportConfig.ts'

/** Every command, in the order in which `skrin --help` lists them. */
export const commands: readonly AddCommand[] = [addExportConfig]
