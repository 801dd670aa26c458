import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder for this user alone, and those above it. By hand: below /proc and its like, where nothing can be made,
 * Node's own recursive `mkdir` tries for ever (Node 24.21).
 */
export function ensureFolder(path: string): void {
  if (existsSync(path)) return
  ensureFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another program starting at the same time made it first.
    if (!existsSync(path)) throw error
  }
}
