import { assert, describe, it } from "@effect/vitest"
import { checkGraph } from "../src/checkGraph.ts"
import { regenerated } from "../src/references.ts"
import { readWorkspace } from "../src/Workspace.ts"
import { house } from "./planted.ts"

const messages = (planted: Record<string, string>) =>
  checkGraph(house(planted)).map((finding) => `${finding.file}: ${finding.message}`)

const source = (specifier: string) => `import { x } from "${specifier}"\nexport const y = x\n`

describe("the import table", () => {
  it("finds nothing in a house in order", () => assert.deepStrictEqual(messages({}), []))

  it.each([
    ["a lower room that knows a higher one", "packages/kernel/src/a.ts", "@beep/sql/Database", "kernel may not import sql"],
    [
      "a closed internal",
      "packages/runway/src/server/a.ts",
      "@beep/audit/server/internal/Rows",
      "may not see server/internal/Rows of audit"
    ],
    [
      "another domain's layer",
      "packages/runway/src/server/a.ts",
      "@beep/audit/server/AuditLayer",
      "may not see server/AuditLayer of audit"
    ],
    [
      "another domain's repository",
      "packages/runway/src/server/a.ts",
      "@beep/audit/server/EntryRepo",
      "may not see server/EntryRepo of audit"
    ],
    [
      "evidence beyond its contract from runway",
      "packages/runway/src/server/a.ts",
      "@beep/evidence/server/Evidence",
      "may not see server/Evidence of evidence"
    ],
    ["a room nobody knows", "packages/runway/src/server/a.ts", "@beep/magic/Wand", "is no room"],
    ["a room's own name", "packages/runway/src/server/a.ts", "@beep/runway/contract/runway/formula", "by relative path"],
    ["a way around the names", "packages/runway/src/server/a.ts", "../../../audit/src/server/Audit.ts", "leaves the room"],
    ["sql in the browser", "packages/runway/src/contract/a.ts", "effect/sql", "does not exist in the browser"],
    [
      "the server from a contract",
      "packages/runway/src/contract/a.ts",
      "../server/Digest.ts",
      "may not import the server behind it"
    ],
    ["a package outside the kernel's list", "packages/kernel/src/a.ts", "jose", "kernel may import effect, effect/* only"],
    [
      "a package nobody declared",
      "packages/runway/src/server/a.ts",
      "left-pad",
      "left-pad is not in packages/runway/package.json"
    ],
    [
      "test-kit in shipped code",
      "packages/runway/src/server/a.ts",
      "@beep/test-kit/TestDatabase",
      "runway may not import test-kit"
    ]
  ])("refuses %s", (_what, file, specifier, expected) => {
    const found = messages({ [file]: source(specifier) })
    assert.isTrue(
      found.some((message) => message.startsWith(file) && message.includes(expected)),
      found.join("\n")
    )
  })

  it("sees re-exports, dynamic imports and types", () => {
    for (const text of [
      `export { x } from "@beep/sql/D"`,
      `export const x = () => import("@beep/sql/D")`,
      `import type { X } from "@beep/sql/D"\nexport type Y = X`
    ]) {
      assert.isNotEmpty(messages({ "packages/kernel/src/a.ts": text }))
    }
  })

  it("is not fooled by a comment or a string", () => {
    const text = `// import { x } from "@beep/sql/D"\nexport const text = 'import { x } from "@beep/sql/D"'\n`
    assert.deepStrictEqual(messages({ "packages/kernel/src/a.ts": text }), [])
  })

  it("lets testing folders build on those of rooms they may know, and nothing else", () => {
    const at = (file: string, specifier: string) =>
      messages({ [file]: source(specifier) }).filter((message) => message.startsWith(file))
    assert.isEmpty(at("packages/runway/src/testing/a.ts", "@beep/audit/testing/AuditMemory"))
    assert.isNotEmpty(at("packages/runway/src/server/a.ts", "@beep/audit/testing/AuditMemory"))
    assert.isNotEmpty(at("packages/audit/src/testing/a.ts", "@beep/runway/testing/Books"))
  })

  it("keeps ui, migrations and the sandbox apart", () => {
    const at = (file: string, specifier: string) =>
      messages({ [file]: source(specifier) }).filter((message) => message.startsWith(file))
    assert.isNotEmpty(at("packages/ui/src/a.tsx", "@beep/kernel/Money"))
    assert.isNotEmpty(at("migrations/src/a.ts", "effect"))
    assert.isEmpty(at("migrations/src/a.ts", "effect/sql"))
    assert.isNotEmpty(at("apps/sandbox/src/a.ts", "@beep/runway/contract/Digest"))
    assert.isNotEmpty(at("apps/sandbox/src/a.ts", "@beep/quickbooks/QuickBooks"))
    assert.isEmpty(at("apps/sandbox/src/a.ts", "@beep/quickbooks/contract/faults"))
    assert.isNotEmpty(at("apps/web/src/a.ts", "@beep/shared-env/ServerEnv"))
    assert.isNotEmpty(at("apps/cli/src/a.ts", "@beep/server/http/edge"))
    assert.isEmpty(at("apps/cli/src/a.ts", "@beep/server/composition/domains"))
  })

  it("keeps the oracle from the calculator, through any number of files", () => {
    const near = messages({
      "packages/runway/src/testing/oracle.ts": `import { formula } from "../contract/runway/formula.ts"\nexport const e = formula\n`
    })
    const far = messages({
      "packages/runway/src/testing/oracle.ts": `import { helper } from "./helper.ts"\nexport const e = helper\n`,
      "packages/runway/src/testing/helper.ts": `import { formula } from "../contract/runway/formula.ts"\nexport const helper = formula\n`
    })
    for (const found of [near, far]) assert.isTrue(found.some((message) => message.includes("reaches the calculator")))
  })
})

describe("manifests and references", () => {
  it("refuses a dependency the table does not allow, a loose version and an unknown room", () => {
    const kernel = JSON.stringify({ name: "@beep/kernel", dependencies: { "@beep/sql": "workspace:*", effect: "^4.0.0" } })
    const found = messages({ "packages/kernel/package.json": kernel, "packages/wizard/package.json": "{}" })
    assert.isTrue(found.some((message) => message.includes("kernel may not depend on sql")))
    assert.isTrue(found.some((message) => message.includes("effect must be pinned")))
    assert.isTrue(found.some((message) => message.startsWith("packages/wizard/package.json")))
  })

  it("sees a missing and a superfluous reference, and writes the right ones", () => {
    const planted = {
      "packages/audit/tsconfig.json": `{ "include": ["src"], "references": [{ "path": "../../packages/runway" }] }`
    }
    assert.isTrue(
      messages(planted).some((message) => message.includes("lacks ../../packages/kernel") && message.includes("too much"))
    )
    const fixed = Object.fromEntries(regenerated(house(planted)))
    assert.deepStrictEqual(Object.keys(fixed), ["packages/audit/tsconfig.json"])
    assert.deepStrictEqual(messages(fixed), [])
    assert.include(fixed["packages/audit/tsconfig.json"], `"src"`)
  })
})

describe("the real house", () => {
  it("is read whole: every room of the table that exists has sources in it", async () => {
    const workspace = await readWorkspace(new URL("../../..", import.meta.url).pathname)
    assert.isTrue(workspace.has("packages/kernel/src/ids.ts"))
    assert.isTrue(workspace.has("tooling/graph/src/table.ts"))
    assert.isFalse([...workspace.keys()].some((path) => path.includes("node_modules")))
  })
})
