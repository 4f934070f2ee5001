import type { Workspace } from "../src/Workspace.ts"

const manifest = (name: string, dependencies: ReadonlyArray<string>): string =>
  JSON.stringify({
    name: `@beep/${name}`,
    dependencies: Object.fromEntries(dependencies.map((dep) => [dep, dep.startsWith("@beep/") ? "workspace:*" : "catalog:"]))
  })

const references = (paths: ReadonlyArray<string>): string =>
  `${JSON.stringify({ references: paths.map((path) => ({ path })) }, null, 2)}\n`

/** A small house in order: kernel, sql, audit, evidence, runway and their references. */
export const house = (planted: Readonly<Record<string, string>> = {}): Workspace =>
  new Map(
    Object.entries({
      "package.json": JSON.stringify({ devDependencies: { "@effect/vitest": "catalog:", "@beep/test-kit": "workspace:*" } }),
      "tsconfig.json": references(["packages/kernel", "packages/sql", "packages/audit", "packages/evidence", "packages/runway"]),
      "packages/kernel/package.json": manifest("kernel", ["effect"]),
      "packages/kernel/tsconfig.json": references([]),
      "packages/kernel/src/Money.ts": `import { Schema } from "effect"\nexport const Money = Schema.String\n`,
      "packages/sql/package.json": manifest("sql", ["@beep/kernel", "effect"]),
      "packages/sql/tsconfig.json": references(["../../packages/kernel"]),
      "packages/audit/package.json": manifest("audit", ["@beep/kernel", "@beep/sql", "effect"]),
      "packages/audit/tsconfig.json": references(["../../packages/kernel", "../../packages/sql"]),
      "packages/audit/src/contract/AuditEvent.ts": `import { Money } from "@beep/kernel/Money"\nexport const event = Money\n`,
      "packages/audit/src/server/Audit.ts": `import { SqlClient } from "effect/sql"\nimport { event } from "../contract/AuditEvent.ts"\nexport const audit = [SqlClient, event]\n`,
      "packages/evidence/package.json": manifest("evidence", ["@beep/kernel", "@beep/audit", "effect"]),
      "packages/evidence/tsconfig.json": references(["../../packages/kernel", "../../packages/audit"]),
      "packages/evidence/src/contract/Claim.ts": "export const claim = 1\n",
      "packages/runway/package.json": manifest("runway", ["@beep/kernel", "@beep/audit", "@beep/evidence", "effect"]),
      "packages/runway/tsconfig.json": references(["../../packages/kernel", "../../packages/audit", "../../packages/evidence"]),
      "packages/runway/src/server/Digest.ts": `import { audit } from "@beep/audit/server/Audit"\nimport { claim } from "@beep/evidence/contract/Claim"\nexport const digest = [audit, claim]\n`,
      "packages/runway/src/contract/runway/formula.ts": "export const formula = 1\nexport type Figure = number\n",
      "packages/runway/src/testing/oracle.ts": `import type { Figure } from "../contract/runway/formula.ts"\nexport const expected: Figure = 1\n`,
      "packages/runway/test/digest.test.ts": `import { it } from "@effect/vitest"\nimport { TestDatabase } from "@beep/test-kit/TestDatabase"\nit("x", () => TestDatabase)\n`,
      ...planted
    })
  )
