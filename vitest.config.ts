import { defineConfig } from 'vitest/config'
import { countingReporter } from './test/support/reporter.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // The folders beside the source may hold another checkout's tests.
    exclude: ['**/node_modules/**', 'dist/**', 'data/**', '.ci-work/**'],
    reporters: ['default', countingReporter()],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/network-guard.ts'],
    // Processes, not threads: PGlite and child servers must be free to end with theirs.
    pool: 'forks',
    maxWorkers: 2,
    // Bounds for a hang, not claims about speed: two busy cores may be slow.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
