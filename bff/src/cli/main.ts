import { existsSync } from 'node:fs'
import { systemClock } from '../clock.ts'
import { registeredBanks } from '../context.ts'
import { runCli } from './runCli.ts'

// What a command makes is its owner's alone: backups, keys.
process.umask(0o077)
// As `pnpm start` does.
if (existsSync('.env')) process.loadEnvFile('.env')

process.exitCode = await runCli(process.argv.slice(2), {
  variables: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  clock: systemClock,
  banks: registeredBanks,
})
