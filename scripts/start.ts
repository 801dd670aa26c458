import { existsSync } from 'node:fs'
import { createChildren } from './children.ts'
import { isDemo } from './demoData.ts'
import { endWithPackageManager } from './endWithPackageManager.ts'
import { ensureWebBuilt } from './ensureWebBuilt.ts'
import { startDemo } from './startDemo.ts'
import { startHousehold } from './startHousehold.ts'

if (existsSync('.env')) process.loadEnvFile('.env')

const children = createChildren()
let isStopping = false

async function stop(signal: NodeJS.Signals, exitCode: number): Promise<void> {
  if (isStopping) return
  isStopping = true
  await children.stopAll(signal)
  process.exit(exitCode)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void stop(signal, 0))
}
endWithPackageManager(() => void stop('SIGTERM', 0))

try {
  await ensureWebBuilt()
  const start = isDemo(process.env) ? startDemo : startHousehold
  const exitCode = await start(children)
  await stop('SIGTERM', exitCode)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  await stop('SIGTERM', 1)
}
