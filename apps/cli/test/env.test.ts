import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseEnvFile } from "../src/commands/env/parseEnvFile.ts"
import { beep } from "./beep.ts"

const secret = "zq8Rk2Lm5Qw9Zx3Vb7Tr1"

const server = `
# a comment
APP_ENV=staging
export APP_RELEASE=r1
APP_API_HOST=0.0.0.0
APP_API_PORT=8080
APP_CLIENT_URL=https://desk.firm.test
APP_ROLE=all
WORKFLOW_TOPOLOGY=single
WEB_ROOT=/srv/web
SECURITY_TRUSTED_ORIGINS="https://desk.firm.test"
DB_PG_URL=postgres://beep_app:${secret}@db.internal:5432/beep
DB_PG_AUTH_URL=postgres://beep_auth:${secret}@db.internal:5432/beep
AUTH_JWT_ISSUER=desk
AUTH_JWT_AUDIENCE=desk-api
AUDIT_LOG_NAME=audit.firm.test
AUDIT_SIGNING_SEED=mRk3v1Zt8yQn5Xc7Lw2Jp9Hs4Gd6Fa0Bu1Ei3Ko5TzY=
REALM_LOOKUP_KEY=Jx7Wq2Nn9Ld4Vt6Rb1Ys8Ck3Pf5Mh0Zg2Ae4Ui6Od8I=
VAULT_KEK_CURRENT=k1
VAULT_KEKS=k1:O9JcMMSl1DYc8ZyhyvRkQdQGA2tFStFhW8sGpVQ1n0g=
`

const withFile = <A>(text: string, use: (file: string) => Effect.Effect<A>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => {
      const folder = mkdtempSync(join(tmpdir(), "beep-env-"))
      writeFileSync(join(folder, "env"), text)
      return folder
    }),
    (folder) => use(join(folder, "env")),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true }))
  )

describe("parseEnvFile", () => {
  it("reads names and values, comments and quotes", () => {
    assert.deepStrictEqual(parseEnvFile("A=1\n# B=2\nexport C='x y'\n\nD=\"q\"\nE=a=b\nlower=no\n"), {
      A: "1",
      C: "x y",
      D: "q",
      E: "a=b"
    })
  })
})

describe("beep env check", () => {
  it.live(
    "passes a whole environment, and fails it when one name is missing, without ever printing a value",
    () =>
      Effect.gen(function* () {
        const whole = yield* withFile(server, (file) =>
          beep(["env", "check", "--stage", "staging", "--file", file, "--process", "server"])
        )
        assert.strictEqual(whole.code, 0, whole.out + whole.err)
        const cut = yield* withFile(server.replace(/^REALM_LOOKUP_KEY=.*$/m, "").replace("8080", "eighty"), (file) =>
          beep(["env", "check", "--stage", "staging", "--file", file, "--process", "server", "--json"])
        )
        assert.strictEqual(cut.code, 1)
        const [report] = JSON.parse(cut.out)
        const faults = report.rows
          .filter((row: { status: string }) => row.status === "fault")
          .map((row: { name: string }) => row.name)
        assert.deepStrictEqual(faults, ["APP_API_PORT", "REALM_LOOKUP_KEY"])
        for (const said of [whole.out, cut.out]) {
          assert.notInclude(said, secret)
          assert.notInclude(said, "eighty")
        }
      }),
    60_000
  )

  it.live(
    "ends with 2 when used wrongly and with 1 and one line when a file is missing",
    () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* beep(["env", "chec"])).code, 2)
        assert.strictEqual((yield* beep(["env", "check", "--stage", "moon"])).code, 2)
        const missing = yield* beep(["env", "check", "--stage", "local", "--file", "/nowhere/env"])
        assert.strictEqual(missing.code, 1)
        assert.lengthOf(missing.err.trim().split("\n"), 1)
        assert.strictEqual((yield* beep(["--help"])).code, 0)
      }),
    60_000
  )
})
