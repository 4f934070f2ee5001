/**
 * Which part of a room another room may see. `service` is a domain's contract
 * and its service tags (`server/Name`), not its handlers, layers or tables. A
 * list names files, or folders as `folder/*`.
 */
export type Reach = "all" | "contract" | "service" | "server" | "testing" | ReadonlyArray<string>

export interface Room {
  readonly path: string
  readonly may: Readonly<Record<string, Reach>>
  /** Packages from outside this room may use, as exact names or `name/*`; absent: what its manifest declares. */
  readonly externals?: ReadonlyArray<string>
}

const all = (...rooms: ReadonlyArray<string>): Record<string, Reach> =>
  Object.fromEntries(rooms.map((room): [string, Reach] => [room, "all"]))

const only = (reach: Reach, ...rooms: ReadonlyArray<string>): Record<string, Reach> =>
  Object.fromEntries(rooms.map((room): [string, Reach] => [room, reach]))

export const domains = ["audit", "tenancy", "connections", "evidence", "runway", "meeting-prep"]

const platform = all("kernel", "observability", "sql", "vault")

/** house.md, "Who may import whom". A room that is not here may not exist. */
export const table: Readonly<Record<string, Room>> = {
  kernel: { path: "packages/kernel", may: {}, externals: ["effect", "effect/*"] },
  "shared-env": { path: "packages/shared-env", may: all("kernel"), externals: ["effect", "effect/*"] },
  observability: { path: "packages/observability", may: all("kernel"), externals: ["effect", "effect/*"] },
  sql: { path: "packages/sql", may: all("kernel") },
  vault: { path: "packages/vault", may: all("kernel", "sql") },
  quickbooks: { path: "packages/quickbooks", may: all("kernel", "observability") },
  gmail: { path: "packages/gmail", may: all("kernel", "observability") },
  audit: { path: "packages/audit", may: all("kernel", "sql") },
  tenancy: { path: "packages/tenancy", may: { ...all("kernel", "sql", "vault"), audit: "service" } },
  connections: {
    path: "packages/connections",
    may: { ...platform, ...all("quickbooks", "gmail"), ...only("service", "audit", "tenancy") }
  },
  evidence: {
    path: "packages/evidence",
    may: { ...platform, ...all("gmail"), ...only("service", "audit", "tenancy", "connections") }
  },
  runway: {
    path: "packages/runway",
    may: { ...platform, ...all("quickbooks"), ...only("service", "audit", "tenancy", "connections"), evidence: "contract" }
  },
  "meeting-prep": {
    path: "packages/meeting-prep",
    may: { ...platform, ...only("service", "audit", "tenancy", "connections", "evidence", "runway") }
  },
  notify: {
    path: "packages/notify",
    may: { ...platform, ...only("contract", ...domains), ...only("service", "tenancy", "audit") }
  },
  api: { path: "packages/api", may: { ...all("kernel"), ...only("contract", ...domains) } },
  ui: { path: "packages/ui", may: {} },
  "test-kit": {
    path: "packages/test-kit",
    may: { ...all("kernel", "sql", "shared-env", "vault", "migrations"), ...only("testing", ...domains) }
  },
  migrations: { path: "migrations", may: {}, externals: ["effect/sql"] },
  server: {
    path: "apps/server",
    may: {
      ...platform,
      ...all("shared-env", "quickbooks", "gmail", "api", "migrations", "notify"),
      ...only("server", ...domains)
    }
  },
  cli: {
    path: "apps/cli",
    may: {
      ...platform,
      ...all("shared-env", "quickbooks", "gmail", "api", "migrations", "notify"),
      ...only("server", ...domains),
      // What `beep evidence score` measures with stands beside what it measures.
      evidence: ["contract/*", "server/*", "testing/*"],
      server: ["composition/*"]
    }
  },
  sandbox: {
    path: "apps/sandbox",
    may: { ...all("kernel"), "shared-env": ["SandboxEnv", "EnvFault"], ...only("contract", "quickbooks", "gmail") }
  },
  web: {
    path: "apps/web",
    may: { ...all("api", "ui", "kernel"), "shared-env": ["WebEnv", "Stage"], ...only("contract", ...domains) }
  },
  bench: {
    path: "tooling/bench",
    may: {
      ...platform,
      ...all("api", "shared-env", "test-kit", "migrations", "quickbooks"),
      ...only("server", ...domains),
      server: ["composition/*", "server"],
      sandbox: ["server", "companies/*", "accounting/*", "store/ChangeOrder"]
    }
  },
  lint: { path: "tooling/lint", may: all("graph") },
  graph: { path: "tooling/graph", may: {} },
  "copy-lint": { path: "tooling/copy-lint", may: all("graph") },
  mutation: { path: "tooling/mutation", may: {} },
  coverage: { path: "tooling/coverage", may: {} },
  check: {
    path: "tooling/check",
    may: {
      ...all("graph", "lint", "copy-lint", "shared-env", "observability", "api", "kernel", "migrations"),
      ...only("contract", ...domains)
    }
  },
  e2e: {
    path: "e2e",
    may: {
      ...platform,
      ...all("api", "shared-env", "test-kit", "migrations"),
      ...only("server", ...domains),
      server: ["composition/*"]
    }
  }
}

/** What tests may use besides their room's row. */
export const forTests: Readonly<Record<string, Reach>> = {
  ...platform,
  ...all("test-kit", "shared-env", "migrations", "quickbooks", "gmail"),
  sandbox: [
    "server",
    "companies/*",
    "accounting/*",
    "chat/*",
    "ledger/*",
    "embeddings/EmbeddingFault",
    "faults/FaultOrders",
    "google/*",
    "mail/*",
    "script/orderFaults",
    "store/ChangeOrder",
    "store/CompanyStores",
    "store/CompanyView",
    "webhooks/WebhookOrder",
    "webhooks/Webhooks"
  ],
  ...only("testing", ...domains)
}

/** Scope of the workspace packages; e2e and apps have names too, nobody imports them. */
export const scope = "@beep/"
