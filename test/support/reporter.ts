import type { Reporter, TestModule } from 'vitest/node'

interface Counts {
  passed: number
  failed: number
  skipped: number
  /** What would have to be installed for the skipped suites. */
  missing: Set<string>
}

/**
 * The last line that a test run prints: `N passed, N failed` (`, N skipped`), and above it what
 * to install so that nothing is skipped. Stands behind a reporter that shows the failures.
 */
export function countingReporter(): Reporter {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0, missing: new Set() }
  return {
    onInit(vitest) {
      // Other reporters write their summary late; at exit nobody writes after us.
      if (!vitest.config.watch) process.once('exit', (code) => write(counts, code))
    },
    onTestRunEnd(modules, errors) {
      counts.failed += errors.length
      for (const module of modules) count(module, counts)
    },
  }
}

function count(module: TestModule, counts: Counts) {
  // A file that cannot be loaded has no tests, and an error of its own.
  counts.failed += module.errors().length
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed' || state === 'failed') {
      counts[state] += 1
    } else {
      counts.skipped += 1
      // describeWith() of needs.ts wrote this into the suite's name.
      const need = /\[needs (.+?)\]/.exec(test.fullName)?.[1]
      if (need) counts.missing.add(need)
    }
  }
  for (const suite of module.children.allSuites()) counts.failed += suite.errors().length
}

function write({ passed, failed, skipped, missing }: Counts, exitCode: number) {
  for (const need of missing) console.log(`skipped, needs ${need}`)
  // Whatever ended the run without a count, a global set-up that failed for one, is a failure.
  const failures = failed || (exitCode === 0 ? 0 : 1)
  console.log(`${passed} passed, ${failures} failed${skipped ? `, ${skipped} skipped` : ''}`)
}
