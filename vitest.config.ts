import { defineConfig } from "vitest/config"
import { longestFirst } from "./packages/test-kit/src/longestFirst.ts"

/** Those that wait for a pace that is real beside those that count without a pause. */
const longest = [
  "server/test/writeBack",
  "cli/test/accuracy",
  "fifty/completeness",
  "server/test/personFirst",
  "digest/thousandFigures",
  "server/test/tieOut",
  "fifty/digest",
  "server/test/modelWalk",
  "server/test/asvs",
  "server/test/webhookSync",
  "fifty/hygiene"
]

export default defineConfig({
  test: {
    globalSetup: ["packages/test-kit/src/globalSetup.ts"],
    include: ["{apps,packages,tooling}/*/test/**/*.test.{ts,tsx}"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: "forks",
    // One more than the cores: many a test waits for a pace that is real (eight calls a second to a company) and needs no core meanwhile.
    maxWorkers: 3,
    // One worker runs many files: what is imported once is not imported for each of them. Tests keep no state in a module.
    isolate: false,
    sequence: { sequencer: longestFirst(longest) }
  }
})
