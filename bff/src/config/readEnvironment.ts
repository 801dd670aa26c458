import { readFileSync, statSync } from 'node:fs'

export interface Environment {
  /** A plain value: trimmed; undefined when unset or empty. */
  text(name: string): string | undefined
  /** A secret, from the variable or from the file that `<name>_FILE` names; one trailing newline is cut. */
  secret(name: string): string | undefined
  problem(text: string): void
  readonly problems: readonly string[]
}

type Variables = Readonly<Record<string, string | undefined>>

/** Reads variables and secret files, gathering what is wrong instead of stopping at the first. */
export function readEnvironment(variables: Variables): Environment {
  const problems: string[] = []
  const text = (name: string): string | undefined => variables[name]?.trim() || undefined
  return {
    text,
    problems,
    problem: (line) => problems.push(line),
    secret(name) {
      const file = text(`${name}_FILE`)
      const value = variables[name] || undefined
      if (file === undefined) return value
      if (value !== undefined) {
        problems.push(`${name} and ${name}_FILE are both set; set one of them`)
        return undefined
      }
      const read = readSecretFile(file)
      if ('value' in read) return read.value
      problems.push(`${name}_FILE: ${read.problem}`)
      return undefined
    },
  }
}

function readSecretFile(path: string): { value: string } | { problem: string } {
  try {
    const stats = statSync(path)
    if (!stats.isFile()) return { problem: 'is not a file' }
    // Orchestrators mount secrets world-readable inside the container, where nobody else lives.
    const isMounted = path.startsWith('/run/secrets/')
    if (!isMounted && (stats.mode & 0o004) !== 0)
      return { problem: 'can be read by every user; chmod 600 it' }
    const value = readFileSync(path, 'utf8').replace(/\r?\n$/, '')
    return value === '' ? { problem: 'is empty' } : { value }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return { problem: code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})` }
  }
}
