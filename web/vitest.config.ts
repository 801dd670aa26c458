import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    name: 'web',
    environment: 'happy-dom',
    css: true,
    isolate: false,
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
    testTimeout: 30_000,
    include: ['src/**/*.test.ts', '*.test.ts'],
    setupFiles: ['src/testing/startAnew.ts', 'src/testing/failOnConsole.ts'],
    env: { TZ: 'Europe/Oslo' },
  },
})
