import { RequiredScope } from "@beep/kernel/Scope"
import type { Finding } from "@beep/graph/Finding"
import { checkGraph } from "@beep/graph/checkGraph"
import { checkJson, checkSources } from "@beep/copy-lint/checkCopy"
import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, OpenApi } from "effect/http-api"
import type { Check } from "../src/Check.ts"
import { checkEndpointScopes } from "../src/pure/endpointScopes.ts"
import { checkEnvironmentNames } from "../src/pure/environmentNames.ts"
import { checkLockfile } from "../src/pure/lockfile.ts"
import { checkBuiltWeb } from "../src/steps/builtWeb.ts"
import { lint } from "../src/steps/lint.ts"
import { planted, plantedOnDisk, verdict } from "./context.ts"

const expectFailure = async (
  check: Check,
  bad: Parameters<typeof verdict>[1],
  good: Parameters<typeof verdict>[1],
  words: string
) => {
  const refused = await verdict(check, bad)
  assert.strictEqual(refused.failed, 1)
  assert.include(refused.printed, "FAIL")
  assert.include(refused.printed, words)
  const passed = await verdict(check, good)
  assert.strictEqual(passed.failed, 0, passed.printed)
  assert.include(passed.printed, "ok")
}

/** Six violations, each planted where it would do harm, each beside the same thing done right. */
describe("run check fails on", () => {
  it("a forbidden import", () => {
    const kernel = (specifier: string) =>
      planted({
        "packages/kernel/package.json": `{ "name": "@beep/kernel", "dependencies": { "effect": "catalog:" } }`,
        "packages/kernel/src/a.ts": `import { x } from "${specifier}"\nexport const y = x\n`,
        "packages/kernel/tsconfig.json": `{ "references": [] }`,
        "tsconfig.json": `{ "references": [{ "path": "packages/kernel" }] }`
      })
    const check: Check = { name: "import table", run: async ({ workspace }) => checkGraph(workspace) }
    return expectFailure(check, kernel("@beep/runway/server/Runway"), kernel("effect"), "kernel may not import runway")
  })

  it("a cast", async () => {
    const bad = await plantedOnDisk({ "packages/runway/src/a.ts": "export const a = (b: unknown): string => b as string\n" })
    const good = await plantedOnDisk({ "packages/runway/src/a.ts": "export const a = (b: unknown): string => String(b)\n" })
    return expectFailure(lint, bad, good, "beep(no-cast)")
  })

  it("an endpoint without a scope, and a scope nobody enforces", async () => {
    class Guard extends HttpApiMiddleware.Service<Guard>()("test/Guard") {}
    const open = HttpApiEndpoint.get("list", "/list", { success: Schema.String })
    const api = (endpoint: typeof open) => HttpApi.make("beep").add(HttpApiGroup.make("g").add(endpoint))
    const scoped = open.annotate(RequiredScope, "clients.read")
    const check = (findings: ReadonlyArray<Finding>): Check => ({ name: "endpoint scopes", run: async () => findings })
    const nothing = planted({})
    const unscoped = await verdict(check(checkEndpointScopes(api(open), Guard.key)), nothing)
    assert.include(unscoped.printed, "g.list declares no RequiredScope")
    const unenforced = await verdict(check(checkEndpointScopes(api(scoped), Guard.key)), nothing)
    assert.include(unenforced.printed, "no middleware enforces it")
    assert.strictEqual(unscoped.failed + unenforced.failed, 2)
    const guarded = HttpApi.make("beep").add(HttpApiGroup.make("g").add(scoped).middleware(Guard))
    assert.strictEqual((await verdict(check(checkEndpointScopes(guarded, Guard.key)), nothing)).failed, 0)
    assert.strictEqual(
      (await verdict(check(checkEndpointScopes(api(open.annotate(RequiredScope, "public")), Guard.key)), nothing)).failed,
      0
    )
  })

  it.each([
    ["read from the process", `export const a = process.env["APP_SECRET_DOOR"]`],
    ["taken apart", `export const { APP_SECRET_DOOR } = process.env`],
    ["read as configuration", `import { Config } from "effect"\nexport const a = Config.String("APP_SECRET_DOOR")`],
    ["set for a child", `export const env = { APP_SECRET_DOOR: "1" }`],
    ["of another product", `export const a = Bun.env.SOME_TOKEN`]
  ])("an undocumented variable %s", (_how, text) => {
    const check: Check = {
      name: "environment",
      run: async ({ workspace }) => checkEnvironmentNames(workspace, ["APP_ENV", "DB_PG_URL"])
    }
    const good = text.replace(/APP_SECRET_DOOR|SOME_TOKEN/, "APP_ENV")
    return expectFailure(
      check,
      planted({ "apps/server/src/a.ts": text }),
      planted({ "apps/server/src/a.ts": good }),
      "variables.ts"
    )
  })

  it("an undocumented variable in a deployment file", () => {
    const check: Check = { name: "environment", run: async ({ workspace }) => checkEnvironmentNames(workspace, ["APP_ENV"]) }
    const file = (name: string) => planted({ "infra/terraform/main.tf": `env = { name = "${name}" }\n` })
    return expectFailure(check, file("APP_ENVIRONMENT"), file("APP_ENV"), "APP_ENVIRONMENT")
  })

  it("a banned word in the catalogue", () => {
    const check: Check = { name: "copy", run: async ({ workspace }) => checkSources(workspace, []) }
    const catalogue = (text: string) => planted({ "apps/web/src/messages/app.ts": `export const title = "${text}"\n` })
    return expectFailure(check, catalogue("We recommend paying Acme"), catalogue("Your advisor sees 4 clients"), `"recommend"`)
  })

  it("a banned word in the built web app", async () => {
    const check: Check = { name: "copy", run: ({ root }) => checkBuiltWeb(root, []) }
    const built = (text: string) =>
      plantedOnDisk({ "apps/web/dist/assets/index-a1.js": `const a=e=>e("p",{children:"${text}"});export{a}` })
    return expectFailure(check, await built("You should pay"), await built("Data shows 4 clients"), `"you should"`)
  })

  it("a banned word in an export of the server", () => {
    const check: Check = { name: "copy", run: async ({ workspace }) => checkSources(workspace, []) }
    const written = (text: string) =>
      planted({
        "packages/tenancy/src/server/AccessReview.ts": `import { csv } from "../contract/csv.ts"\nexport const head = "${text}"\n`
      })
    return expectFailure(check, written("Recommended role"), written("Role"), `"recommend"`)
  })

  it("a banned word in the OpenAPI document", async () => {
    const checked = (text: string) => {
      const group = HttpApiGroup.make("g").add(HttpApiEndpoint.get("list", "/list").annotate(OpenApi.Description, text))
      const check: Check = {
        name: "copy",
        run: async () => checkJson("openapi.json", OpenApi.fromApi(HttpApi.make("x").add(group)), [])
      }
      return verdict(check, planted({}))
    }
    assert.include((await checked("Lists what we suggest")).printed, `"suggest" at /paths`)
    assert.strictEqual((await checked("Lists clients")).failed, 0)
  })

  it("a host in bun.lock", () => {
    const check: Check = { name: "lockfile", run: async ({ workspace }) => checkLockfile(workspace) }
    const lock = (host: string) => planted({ "bun.lock": `{ "packages": { "effect": ["effect@4.1.0", "${host}", {}] } }\n` })
    return expectFailure(check, lock(`https:${"//"}mirror.test/effect.tgz`), lock(""), "names a host")
  })
})
