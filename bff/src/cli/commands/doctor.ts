import { examine } from '../../doctor/examine.ts'
import type { Finding, FindingStatus } from '../../doctor/finding.ts'
import type { AddCommand, BareCli, ExitCode } from '../cli.ts'

export const addDoctor: AddCommand = (program, act) => {
  program
    .command('doctor')
    .description('looks at configuration, key, clock, disk, database, banks and backups')
    .option('--json', 'as JSON')
    .action(act.bare((cli, { json }: { json?: boolean }) => visit(cli, json === true)))
}

async function visit(cli: BareCli, isJson: boolean): Promise<ExitCode> {
  const findings = await find(cli)
  const hasFailed = findings.some(({ status }) => status === 'failed')
  if (isJson) cli.print(JSON.stringify({ status: hasFailed ? 'failed' : 'ok', findings }, null, 2))
  else for (const line of findings.flatMap(toLines)) cli.print(line)
  return hasFailed ? 1 : 0
}

async function find({ settings, ...edge }: BareCli): Promise<Finding[]> {
  if (settings.ok) return examine({ ...edge, ...settings })
  return settings.problems.map((message) => ({ about: 'configuration', status: 'failed', message }))
}

const words: Record<FindingStatus, string> = {
  ok: 'ok       ',
  attention: 'attention',
  failed: 'FAILED   ',
}

function toLines({ about, status, message, advice }: Finding): string[] {
  const line = `${words[status]}  ${about}: ${message}`
  return advice === undefined ? [line] : [line, `           → ${advice}`]
}
