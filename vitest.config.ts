import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { findQuickFolder } from './scripts/findQuickFolder.ts'
import { LongFirst } from './scripts/longFirst.ts'
import { openRunFolder } from './scripts/openRunFolder.ts'

const web = 'web/vitest.config.ts'

// Inherited by everything that a test starts.
process.env['TMPDIR'] = openRunFolder(findQuickFolder())
process.env['NODE_COMPILE_CACHE'] = join(import.meta.dirname, 'node_modules/.cache/compiled')

export default defineConfig({
  test: {
    // Most tests wait for another process or a clock more than they compute: twice the cores of a small machine.
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: 'node',
          include: ['{shared,bff}/src/**/*.test.ts', '{test,scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/e2e/**'],
          globalSetup: 'test/engines/globalSetup.ts',
          isolate: false,
          maxWorkers: 4,
          sequence: { groupOrder: 0 },
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        // One real browser, in which two files at a time have a profile of their own each.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/e2e/harness/globalSetup.ts',
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      ...(existsSync(web) ? [web] : []),
    ],
  },
})
