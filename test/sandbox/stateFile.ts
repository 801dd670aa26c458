import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { localDate } from '@skrin/shared/api/primitives'
import * as v from 'valibot'

const knownOrder = v.object({
  from: v.string(),
  to: v.string(),
  amountMinor: v.number(),
  orderedOn: localDate,
  day: localDate,
  arrivesOn: localDate,
  message: v.nullable(v.string()),
  after: localDate,
})
const sandboxState = v.object({
  seed: v.string(),
  madeOn: localDate,
  /** Absent in files from before money could be moved. */
  orders: v.optional(v.array(knownOrder), []),
  banks: v.record(v.string(), v.unknown()),
})
export type SandboxState = v.InferOutput<typeof sandboxState>

export interface StateFile {
  /** What was there at the start; null on the first. */
  readonly known: SandboxState | null
  /** Once for many calls in a row. */
  saveSoon(state: () => SandboxState): void
  /** Saves for the last time. */
  close(state: () => SandboxState): void
}

const SAVE_AFTER_MS = 100

/** @throws when the file is there and is no state of the sandbox */
export function openStateFile(path: string): StateFile {
  const known = existsSync(path) ? parseState(path) : null
  let written = ''
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const save = (state: () => SandboxState) => {
    clearTimeout(timer)
    timer = undefined
    const text = JSON.stringify(state())
    if (text === written) return
    replaceFile(path, text)
    written = text
  }
  const saveSoon = (state: () => SandboxState) => {
    if (!closed) timer ??= setTimeout(() => save(state), SAVE_AFTER_MS)
  }
  const close = (state: () => SandboxState) => {
    closed = true
    save(state)
  }
  return { known, saveSoon, close }
}

function parseState(path: string): SandboxState {
  try {
    return v.parse(sandboxState, JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new Error(`${path} is no state of the sandbox banks; remove it to begin anew`, { cause })
  }
}

// A reader never meets half a file.
function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
