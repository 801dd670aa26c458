import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { addTallies, readTally, toSentence } from './testReport.ts'

const folder = mkdtempSync(join(tmpdir(), 'report-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('counts a file that could not be loaded as a failed test', () => {
  const path = join(folder, 'report.json')
  const broken = { status: 'failed', assertionResults: [] }
  const counts = { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 0 }
  writeFileSync(path, JSON.stringify({ ...counts, testResults: [broken] }))

  expect(readTally(path)).toEqual({ passed: 5, failed: 3, skipped: 1 })
})

it('adds up and names skipped tests only when there are any', () => {
  const total = addTallies([
    { passed: 3, failed: 0, skipped: 0 },
    { passed: 4, failed: 1, skipped: 0 },
  ])

  expect(toSentence(total)).toBe('7 passed, 1 failed')
  expect(toSentence({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped')
})
