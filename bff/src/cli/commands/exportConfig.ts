import { listSecretNames, toVariables } from '../../config/toVariables.ts'
import type { AddCommand } from '../cli.ts'

export const addExportConfig: AddCommand = (program, act) => {
  program
    .command('export-config')
    .description('prints the configuration in effect, without secrets')
    .option('--json', 'as JSON')
    .action(
      act(async (cli, { json }: { json?: boolean }) => {
        const variables = toVariables(cli.config, cli.banks)
        const kept = listSecretNames(cli.secrets, cli.banks)
        if (json) {
          cli.print(JSON.stringify({ variables, secretsNotShown: kept }, null, 2))
          return
        }
        for (const [name, value] of Object.entries(variables)) cli.print(`${name}=${value}`)
        for (const name of kept) cli.print(`# ${name} is set and not shown`)
      }),
    )
}
