import { join } from 'node:path'
import { projectRoot, runCommand } from './runCommand.ts'

export interface CheckResult {
  readonly name: string
  readonly passed: boolean
  readonly output: string
}

interface Check {
  readonly name: string
  readonly command: readonly [string, ...string[]]
}

// The long ones first, so that two at a time end together.
const checks: readonly Check[] = [
  { name: 'lint and layers', command: ['eslint', '.'] },
  { name: 'types of web', command: ['vue-tsc', '-p', 'web'] },
  { name: 'types of test and scripts', command: ['tsc', '-p', 'test'] },
  { name: 'layout of the code', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'types of bff', command: ['tsc', '-p', 'bff'] },
  { name: 'types of shared', command: ['tsc', '-p', 'shared'] },
]

const AT_ONCE = 2

/** Types, lint, layers and layout, two at a time, each result printed as it comes. */
export async function runChecks(): Promise<CheckResult[]> {
  const waiting = [...checks]
  const results: CheckResult[] = []
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      results.push(await runCheck(check))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return results
}

async function runCheck({ name, command }: Check): Promise<CheckResult> {
  const [program, ...args] = command
  const start = performance.now()
  const { code, output } = await runCommand([
    join(projectRoot, 'node_modules/.bin', program),
    ...args,
  ])
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const passed = code === 0
  console.log(`${passed ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (!passed) console.log(output.trimEnd())
  return { name, passed, output }
}
