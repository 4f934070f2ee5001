import { defineConfig } from "vitest/config"

/** Stryker says by `dir` which folder: the tests of an area, without a database, so that they can run once per mutant. */
export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    isolate: false,
    testTimeout: 30_000
  }
})
