import { catalogue } from "@beep/migrations/catalogue"
import * as Database from "@beep/sql/Database"
import { ensureDatabase } from "@beep/sql/bootstrap"
import { urlOf } from "@beep/test-kit/PostgresServer"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inject } from "vitest"
import { beep } from "./beep.ts"
import { envOn } from "./envOn.ts"

const seed = Buffer.alloc(32, 7).toString("base64")

const scratch = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "beep-cli-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true }))
)

layer(TestDatabase.layer)("an operator's day", (it) => {
  it.effect(
    "migrates an empty database once, and says where it stands at every step",
    () =>
      Effect.gen(function* () {
        const server = inject("postgres")
        const { name } = yield* TestDatabase.TestDatabase
        const empty = `${name.slice(0, 40)}_e`
        yield* ensureDatabase(empty).pipe(
          Effect.provide(
            Database.layer({
              url: Redacted.make(urlOf(server, "postgres", "postgres")),
              maxConnections: 1,
              applicationName: "test"
            })
          )
        )
        const env = envOn(empty)
        const plan = yield* beep(["migrate", "plan", "--json"], env)
        assert.strictEqual(JSON.parse(plan.out).state, "behind", plan.err)
        assert.strictEqual((yield* beep(["migrate", "verify"], env)).code, 1)
        const up = yield* beep(["migrate", "up", "--json"], env)
        assert.lengthOf(JSON.parse(up.out).applied, catalogue.length)
        assert.deepStrictEqual(JSON.parse((yield* beep(["migrate", "up", "--json"], env)).out).applied, [])
        assert.strictEqual((yield* beep(["migrate", "verify"], env)).code, 0)
        const status = yield* beep(["migrate", "status"], env)
        assert.notInclude(status.out, " no")
        const admin = yield* TestDatabase.AdminSql
        yield* admin.unsafe(`drop database ${empty} with (force)`)
      }),
    120_000
  )

  it.effect(
    "makes an organization and a member, ingests mail, prints a token in test and refuses it elsewhere",
    () =>
      Effect.gen(function* () {
        const { name } = yield* TestDatabase.TestDatabase
        const env = envOn(name)
        const made = yield* beep(
          [
            "org",
            "create",
            "Harbor Advisory",
            "--email",
            "Owner@Firm.example",
            "--name",
            "Olivia",
            "--timezone",
            "America/New_York",
            "--json"
          ],
          env,
          "a long enough password\n"
        )
        assert.strictEqual(made.code, 0, made.err)
        const { organizationId } = JSON.parse(made.out)
        const short = yield* beep(
          ["member", "add", "--org", organizationId, "--email", "a@firm.example", "--name", "Adam", "--role", "advisor"],
          env,
          "short"
        )
        assert.strictEqual(short.code, 1)
        assert.match(short.err, /12 characters/)
        const added = yield* beep(
          ["member", "add", "--org", organizationId, "--email", "a@firm.example", "--name", "Adam", "--role", "advisor"],
          env,
          "another long password"
        )
        const review = yield* beep(["access", "review", "--org", organizationId], env)
        assert.strictEqual(review.code, 0, review.err)
        const [head = "", ...lines] = review.out.trimEnd().split("\n")
        assert.match(head, /^member,email,kind,role,status,second_factor,last_seen,client/)
        assert.deepStrictEqual(
          lines.map((line) => line.split(",").slice(0, 7)),
          [
            ["Adam", "a@firm.example", "person", "advisor", "active", "no", ""],
            ["Olivia", "owner@firm.example", "person", "owner", "active", "no", ""]
          ]
        )
        assert.strictEqual(added.code, 0, added.err)
        const token = yield* beep(["token", "owner@firm.example"], env)
        assert.lengthOf(token.out.trim().split("."), 3, token.err)
        const elsewhere = yield* beep(["token", "owner@firm.example"], { ...env, APP_ENV: "staging" })
        assert.strictEqual(elsewhere.code, 1)
        assert.match(elsewhere.err, /stages local and test/)
        assert.notInclude(elsewhere.out, ".")
        const nobody = yield* beep(["evidence", "ingest", "--client", organizationId, "/dev/null"], env)
        assert.strictEqual(nobody.code, 1)
        assert.match(nobody.err, /no organization has a client/)
      }),
    120_000
  )

  it.effect(
    "verifies the log stored and exported, and refuses it changed, cut, reordered and short of an entry",
    () =>
      Effect.gen(function* () {
        const { name } = yield* TestDatabase.TestDatabase
        const env = envOn(name)
        const folder = yield* scratch
        const { organizationId } = JSON.parse(
          (yield* beep(
            ["org", "create", "Quarry", "--email", "q@firm.example", "--name", "Q", "--timezone", "UTC", "--json"],
            env,
            "a long enough password"
          )).out
        )
        for (const role of ["advisor", "staff", "viewer"]) {
          yield* beep(
            ["member", "add", "--org", organizationId, "--email", `${role}@quarry.example`, "--name", role, "--role", role],
            env,
            "another long password"
          )
        }
        const stored = yield* beep(["audit", "verify", "--org", organizationId], env)
        assert.strictEqual(stored.code, 0, stored.out + stored.err)
        const bundle = join(folder, "log.ndjson")
        const exported = yield* beep(["audit", "export", "--org", organizationId, "--file", bundle], env)
        assert.strictEqual(exported.code, 0, exported.err)
        const lines = readFileSync(bundle, "utf8").trimEnd().split("\n")
        // No database in this environment: the file is all there is.
        const verify = (changed: ReadonlyArray<string>, ...more: ReadonlyArray<string>) => {
          const file = join(folder, "changed.ndjson")
          writeFileSync(file, `${changed.join("\n")}\n`)
          return beep(["audit", "verify", "--bundle", file, ...more])
        }
        assert.strictEqual((yield* verify(lines)).code, 0)
        const entries = lines.flatMap((line, index) => (line.includes("member.added") ? [index] : []))
        const [first = 0, second = 0, third = 0] = entries
        assert.isAbove(third, 0)
        const changed = lines.with(first, (lines[first] ?? "").replace("member.added", "client.created"))
        const removed = lines.filter((_, index) => index !== second)
        const reordered = lines.with(first, lines[second] ?? "").with(second, lines[first] ?? "")
        const cut = lines.slice(0, third)
        for (const [what, broken] of Object.entries({ changed, removed, reordered, cut })) {
          const refused = yield* verify(broken)
          assert.strictEqual(refused.code, 1, `${what}: ${refused.out}`)
          assert.match(refused.out, /REFUSED/)
        }
        const otherKey = yield* verify(lines, "--key", seed)
        assert.strictEqual(otherKey.code, 1, "a key of somebody else vouches for nothing")
        const admin = yield* TestDatabase.AdminSql
        yield* admin`alter table audit.entry disable trigger all`
        yield* admin`update audit.entry set action = 'client.created' where id = (select id from audit.entry where organization_id = ${organizationId} and action = 'member.added' limit 1)`
        yield* admin`alter table audit.entry enable trigger all`
        const tampered = yield* beep(["audit", "verify", "--org", organizationId], env)
        assert.strictEqual(tampered.code, 1, tampered.out)
      }),
    180_000
  )
})
