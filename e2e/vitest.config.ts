import { defineConfig } from "vitest/config"
import { longestFirst } from "@beep/test-kit/longestFirst"
import { workers } from "./src/workers.ts"

export default defineConfig({
  root: import.meta.dirname,
  test: {
    globalSetup: ["src/globalSetup.ts"],
    include: ["journeys/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: workers,
    sequence: { sequencer: longestFirst(["frame", "mailbox", "quickbooks", "ritual"]) }
  }
})
