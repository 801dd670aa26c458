import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const EVERY_MS = 500

/**
 * A package manager that is ended does not always pass the signal on (npx ends alone, and leaves pnpm and us behind):
 * we end when one of those that started us is gone.
 */
export function endWithPackageManager(end: () => void): void {
  if (!process.env.npm_lifecycle_event) return
  const managers = packageManagersAbove(process.ppid)
  const timer = setInterval(() => {
    if (managers.every(isAlive)) return
    clearInterval(timer)
    end()
  }, EVERY_MS)
  timer.unref()
}

/** From the parent upwards, as long as they are a package manager or the shell between two of them. */
function packageManagersAbove(parent: number): number[] {
  const above: number[] = []
  let known = 1
  for (let pid = parent; pid > 1;) {
    const { ppid, command } = describeProcess(pid)
    above.push(pid)
    if (/\bp?npm\b|\bnpx\b/.test(command)) known = above.length
    else if (!/^(\S*\/)?(ba|da)?sh\b/.test(command)) break
    pid = ppid
  }
  return above.slice(0, known)
}

function describeProcess(pid: number): { ppid: number; command: string } {
  if (existsSync('/proc/self/stat')) {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // `pid (name) state ppid …`, and a name may hold anything.
    const [, ppid = '1'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return { ppid: Number(ppid), command }
  }
  const line = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' })
  const [, ppid = '1', command = ''] = /^\s*(\d+)\s+(.*)/.exec(line) ?? []
  return { ppid: Number(ppid), command }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
