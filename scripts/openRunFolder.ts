import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const NAME = /^skrin-run-(\d+)$/

/**
 * A folder of this process for everything that its tests write, gone with it. Those of runs that were killed are removed:
 * where the folder lies in memory, they would fill it.
 */
export function openRunFolder(parent: string): string {
  for (const name of readdirSync(parent)) {
    const pid = NAME.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) remove(join(parent, name))
  }
  const folder = join(parent, `skrin-run-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  process.once('exit', () => remove(folder))
  return folder
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's, and alive.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** What a process of an ended run still holds is left for the next one. */
function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 2 })
}
