const runway = (...parts: ReadonlyArray<string>) => parts.map((part) => `packages/runway/src/${part}/**/*.ts`)

/** The core flows, by what they are made of; globs from the root of the repository. */
export const flows: Readonly<Record<string, ReadonlyArray<string>>> = {
  runway: runway("contract/runway", "server/runway", "server/internal/runway"),
  digest: runway("contract/digest", "server/digest", "server/internal/digest"),
  bridge: runway("contract/bridge", "server/bridge"),
  hygiene: runway("contract/hygiene", "server/hygiene", "server/internal/hygiene"),
  gate: [
    "packages/tenancy/src/contract/{evaluateFeature,Feature,FlagState}.ts",
    "packages/tenancy/src/server/FeatureFlags.ts",
    "packages/tenancy/src/server/internal/{FlagsRepo,flagStateOf}.ts"
  ],
  "write-back": runway("contract/writeback", "server/writeback", "server/internal/writeback"),
  sync: runway("contract/sync", "server/sync", "server/internal/sync"),
  list: runway("contract/clients", "server/clients", "server/internal/clients")
}

/** The suites that walk the flows; further ones only repeat them. */
export const suites: ReadonlyArray<string> = [
  "packages/runway/test/**/*.test.ts",
  "packages/tenancy/test/contract/evaluateFeature.test.ts",
  "packages/tenancy/test/server/FeatureFlags.test.ts",
  "apps/server/test/{catchUp,catchUps,hygieneScans,members,organization,readSince,resume,tieOut,webhookSync,writeBack,writeBackFaults,writeBackOrders}.test.ts"
]

/** Percent of the lines, and of the branches, of every flow. */
export const leastCovered = 90
