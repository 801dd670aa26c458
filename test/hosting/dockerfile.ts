import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../architecture/sourceFiles.ts'

export interface Instruction {
  readonly keyword: string
  readonly rest: string
}

export interface Stage {
  readonly name: string
  /** An earlier stage, or an image. */
  readonly base: string
  readonly instructions: readonly Instruction[]
}

/** The stages of our Dockerfile, lines joined, comments left out. */
export function readDockerfile(): Stage[] {
  const text = readFileSync(join(projectRoot, 'Dockerfile'), 'utf8')
  const lines = text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const stages: { name: string; base: string; instructions: Instruction[] }[] = []
  for (const line of lines) {
    const [keyword = '', ...words] = line.trim().split(/\s+/)
    const rest = words.join(' ')
    const from = /^(\S+) AS (\S+)$/.exec(rest)
    if (keyword === 'FROM' && from)
      stages.push({ base: from[1] ?? '', name: from[2] ?? '', instructions: [] })
    else stages.at(-1)?.instructions.push({ keyword, rest })
  }
  return stages
}
