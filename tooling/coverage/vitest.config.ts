import { join } from "node:path"
import { defineConfig } from "vitest/config"
import { flows, suites } from "./src/flows.ts"

const root = join(import.meta.dirname, "..", "..")

export default defineConfig({
  root,
  test: {
    globalSetup: ["packages/test-kit/src/globalSetup.ts"],
    include: [...suites],
    // Counted code is slower, and some tests measure how long they take.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 2,
    isolate: false,
    reporters: ["dot"],
    coverage: {
      enabled: true,
      // v8's needs the inspector of Node, which Bun does not have.
      provider: "istanbul",
      include: Object.values(flows).flat(),
      reporter: ["json-summary"],
      reportsDirectory: join(root, ".beep", "coverage"),
      reportOnFailure: true
    }
  }
})
