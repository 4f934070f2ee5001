import { Api } from "@beep/api/RootApi"
import { Authorization } from "@beep/tenancy/contract/Authorization"
import { assert, describe, it } from "@effect/vitest"
import { checkAuditedWrites } from "../src/pure/auditedWrites.ts"
import { checkEndpointScopes } from "../src/pure/endpointScopes.ts"
import { checkGeneratedPage } from "../src/pure/generatedPage.ts"
import { checkMachineTraces } from "../src/pure/machineTraces.ts"
import { checkMigrations } from "../src/pure/migrations.ts"
import { checkPages } from "../src/pure/pages.ts"
import { checkTelemetryNames } from "../src/pure/telemetryNames.ts"
import { parseKnip } from "../src/steps/deadCode.ts"
import { parseCompilerErrors } from "../src/steps/types.ts"
import { planted, verdict } from "./context.ts"

const files = (record: Record<string, string>) => planted(record).workspace

describe("migrations", () => {
  const sha = (text: string) => new Bun.CryptoHasher("sha256").update(text).digest("hex")
  const first = { id: 1, name: "foundation", checksum: sha("select 1") }
  const file = "migrations/0001_foundation.sql"

  it("accepts a catalogue that is the files", () =>
    assert.deepStrictEqual(checkMigrations(files({ [file]: "select 1" }), [first]), []))

  it.each([
    ["a changed byte", { [file]: "select 2" }, [first]],
    ["a missing file", {}, [first]],
    ["a file nothing runs", { [file]: "select 1", "migrations/0002_more.sql": "select 2" }, [first]],
    ["a hole", { [file]: "select 1" }, [{ ...first, id: 2 }]]
  ])("refuses %s", (_what, tree, catalogue) => assert.isNotEmpty(checkMigrations(files({ ...tree }), catalogue)))
})

describe("machine traces", () => {
  const folder = `/${"work"}/main/x`
  it.each([
    `cd ${folder}`,
    `const a = "/${"home"}/jane/x"`,
    `/${"opt"}/bunbin/bun`,
    `https:${"//"}${"registry"}.npmjs.org/x`,
    `C:${"\\"}Users\\jane`
  ])("%s is found", (text) => assert.isNotEmpty(checkMachineTraces(files({ "a.md": text }))))
  it.each(["/api/home/work", "see https://effect.website", "packages/works/src", "/var/lib/beep", "/tmp/beep-x"])(
    "%s is fine",
    (text) => assert.deepStrictEqual(checkMachineTraces(files({ "a.md": text })), [])
  )
})

describe("pages", () => {
  const decision = { "specs/decisions/mail.md": "# Mail" }
  it("accepts an index that names every decision and leads somewhere", () =>
    assert.deepStrictEqual(
      checkPages(
        files({ ...decision, "specs/README.md": "- [mail](decisions/mail.md#why), [all](decisions), ![x](product/a.png)" })
      ),
      []
    ))
  it("refuses a decision that the index does not name, and a link to nothing", () => {
    assert.lengthOf(checkPages(files({ ...decision, "specs/README.md": "nothing" })), 1)
    assert.lengthOf(checkPages(files({ "README.md": "[gone](specs/gone.md)" })), 1)
  })
})

describe("audited writes", () => {
  const repo = "packages/runway/src/server/internal/DecisionsRepo.ts"
  const service = "packages/runway/src/server/Console.ts"
  const write = "export const save = sql`insert into runway.decision values (1)`"
  const uses = `import { save } from "./internal/DecisionsRepo.ts"\nexport const a = save\n`
  const audit = `import { Audit } from "@beep/audit/server/Audit"\nexport const b = Audit\n`

  it("accepts a write below a service that holds the port", () =>
    assert.deepStrictEqual(checkAuditedWrites(files({ [repo]: write, [service]: uses + audit })), []))

  it("refuses a write nobody audits, one nobody reaches, and one with a second way in", () => {
    assert.lengthOf(checkAuditedWrites(files({ [repo]: write, [service]: uses })), 1)
    assert.lengthOf(checkAuditedWrites(files({ [repo]: write })), 1)
    assert.lengthOf(
      checkAuditedWrites(files({ [repo]: write, [service]: uses + audit, "packages/runway/src/server/Back.ts": uses })),
      1
    )
  })

  it("refuses an exemption that is not needed", () => {
    const exempt = "packages/tenancy/src/server/internal/UsersRepo.ts"
    assert.deepStrictEqual(checkAuditedWrites(files({ [exempt]: write })), [])
    assert.lengthOf(checkAuditedWrites(files({ [exempt]: "export const a = 1" })), 1)
  })
})

describe("telemetry names", () => {
  const at = (code: string) =>
    checkTelemetryNames(files({ "packages/runway/src/server/a.ts": `import { Effect } from "effect"\n${code}\n` }))

  it.each([
    "export const a = Effect.annotateCurrentSpan({ clientId, rows: 3 })",
    `export const a = Effect.annotateLogs("requestId", id)`,
    `export const a = Effect.fn("Digests.view")(function* () {})`,
    `export const a = Effect.withSpan(work, "Sync.run", { attributes: { entity } })`
  ])("%s is fine", (code) => assert.deepStrictEqual(at(code), []))

  it.each([
    "export const a = Effect.annotateCurrentSpan({ subject })",
    `export const a = Effect.annotateLogs("email", address)`,
    "export const a = Effect.withSpan(work, `Sync.${clientName}`)",
    `export const a = Effect.fn("view the digest of 42")(function* () {})`,
    `export const a = Effect.withSpan(work, "Sync.run", { attributes: { vendorName } })`
  ])("%s is found", (code) => assert.lengthOf(at(code), 1))
})

describe("the rest", () => {
  it("every endpoint of the product declares a scope that is enforced", () =>
    assert.deepStrictEqual(checkEndpointScopes(Api, Authorization.key), []))

  it("a generated page must be what its generator says", () => {
    const page = { file: "specs/environment.md", rule: "environment", expected: "x", writer: "write.ts" }
    assert.deepStrictEqual(checkGeneratedPage(files({ "specs/environment.md": "x" }), page), [])
    assert.isNotEmpty(checkGeneratedPage(files({ "specs/environment.md": "y" }), page))
    assert.isNotEmpty(checkGeneratedPage(files({}), page))
  })

  it("reads the compiler's errors and leaves its advice", () => {
    const text = "a/b.ts(3,7): error TS2322: Type 'x' is wrong.\na/b.ts(4,1): suggestion TS377041: could be nicer\n"
    assert.deepStrictEqual(parseCompilerErrors(text), [
      { file: "a/b.ts", line: 3, rule: "TS2322", message: "Type 'x' is wrong." }
    ])
  })

  it("reads what knip prints", () => {
    const text = "Unused files (1)\napps/a/b.ts\nUnused exports (1)\nhelper  function  packages/a/src/b.ts:3:14\n"
    assert.deepStrictEqual(
      parseKnip(text).map(({ file, line, rule }) => [file, line, rule]),
      [
        ["apps/a/b.ts", 0, "unused files"],
        ["packages/a/src/b.ts", 3, "unused exports"]
      ]
    )
  })

  it("a check that throws is a failed check, not a crash", async () => {
    const { failed, printed } = await verdict(
      { name: "broken", run: () => Promise.reject(new Error("no such module")) },
      planted({})
    )
    assert.strictEqual(failed, 1)
    assert.include(printed, "could not run: no such module")
  })
})
