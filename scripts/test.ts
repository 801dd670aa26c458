import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureWebBuilt } from './ensureWebBuilt.ts'
import { runChecks } from './runChecks.ts'
import { projectRoot, runCommand } from './runCommand.ts'
import { addTallies, readTally, toSentence } from './testReport.ts'
import type { Tally } from './testReport.ts'

const reports = mkdtempSync(join(tmpdir(), 'skrin-test-'))

async function checks(): Promise<Tally> {
  const results = await runChecks()
  const passed = results.filter((result) => result.passed).length
  return { passed, failed: results.length - passed, skipped: 0 }
}

/** Once, before the tests that need it meet. */
async function build(): Promise<Tally> {
  try {
    await ensureWebBuilt()
    return { passed: 1, failed: 0, skipped: 0 }
  } catch (error) {
    console.error(error)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function vitest(name: string, projects: readonly string[]): Promise<Tally> {
  const report = join(reports, `${name}.json`)
  const selection = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const program = join(projectRoot, 'node_modules/.bin/vitest')
  const { code } = await runCommand([program, 'run', ...selection, ...reporters], { inherit: true })
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const tally = readTally(report)
  // Something outside of any test went wrong, e.g. an unhandled rejection.
  const failed = code !== 0 && tally.failed === 0 ? 1 : tally.failed
  return { ...tally, failed }
}

try {
  const tallies = [
    await checks(),
    await build(),
    await vitest('unit', ['node', 'web']),
    await vitest('e2e', ['e2e']),
  ]
  const total = addTallies(tallies)
  if (total.failed > 0) process.exitCode = 1
  console.log(toSentence(total))
} catch (error) {
  console.error(error)
  console.log(toSentence({ passed: 0, failed: 1, skipped: 0 }))
  process.exitCode = 1
} finally {
  rmSync(reports, { recursive: true })
}
