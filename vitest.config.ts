import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    globalSetup: ["packages/test-kit/src/globalSetup.ts"],
    include: ["{apps,packages,tooling}/*/test/**/*.test.{ts,tsx}"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
    // One worker runs many files: what is imported once is not imported for each of them. Tests keep no state in a module.
    isolate: false
  }
})
