import * as Database from "@beep/sql/Database"
import * as EmbeddedCluster from "@beep/sql/embedded/EmbeddedCluster"
import { troubleOf } from "@beep/sql/embedded/troubleOf"
import { NodeServices } from "@effect/platform-node"
import { listening } from "@beep/test-kit/listening"
import { assert, describe, it, layer } from "@effect/vitest"
import { Effect, FileSystem, Redacted, Schedule } from "effect"
import { SqlClient } from "effect/sql"
import { createServer } from "node:net"

describe("troubleOf", () => {
  it("says what PostgreSQL and initdb say, in one sentence", () => {
    const said = [
      ['initdb: error: could not write to file "postmaster.pid": No space left on device', /disk is full/],
      ['could not create directory "/x": Permission denied', /may not write/],
      ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', /port is taken/],
      ["FATAL:  database files are incompatible with server", /another version/],
      ['FATAL:  lock file "postmaster.pid" already exists', /another PostgreSQL is running/],
      ["something nobody has seen", /did not start/]
    ] as const
    for (const [text, sentence] of said) assert.match(troubleOf(text), sentence)
  })
})

const options = (directory: string) => ({ directory, password: Redacted.make("a-password-of-a-test"), persistent: true })

const folder = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const path = yield* files.makeTempDirectoryScoped({ prefix: "beep-cluster-" })
  yield* files.chmod(path, 0o755)
  return path
})

const answers = (cluster: EmbeddedCluster.Cluster) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) => sql`select 1 as one`).pipe(
    Effect.provide(Database.layer({ url: cluster.adminUrl("postgres"), maxConnections: 1, applicationName: "test" }))
  )

describe("EmbeddedCluster, ended from outside", () => {
  it.live("closes without waiting when somebody else ended the server, asked or killed", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      for (const signal of ["SIGINT", "SIGKILL"] as const) {
        const directory = `${yield* folder}/data`
        const heard = listening()
        yield* Effect.gen(function* () {
          yield* EmbeddedCluster.start(options(directory))
          const pid = Number((yield* files.readFileString(`${directory}/postmaster.pid`)).split("\n")[0])
          yield* Effect.sync(() => process.kill(pid, signal))
          yield* Effect.try(() => process.kill(pid, 0)).pipe(Effect.repeat(Schedule.spaced("20 millis")), Effect.flip)
        }).pipe(Effect.scoped, Effect.provide(heard.layer))
        assert.notInclude(heard.told(), "did not stop in time")
      }
    }).pipe(Effect.scoped, Effect.provide(NodeServices.layer))
  )
})

layer(NodeServices.layer)("EmbeddedCluster", (it) => {
  it.effect("ends a server whose folder somebody removed under it", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const directory = `${yield* folder}/data`
      const cluster = yield* Effect.scoped(
        Effect.tap(EmbeddedCluster.start(options(directory)), () => files.remove(directory, { recursive: true }))
      )
      assert.strictEqual((yield* Effect.flip(answers(cluster)))._tag, "SqlError")
    }).pipe(Effect.scoped)
  )

  it.effect("keeps what was written from one run to the next, and leaves nothing running", () =>
    Effect.gen(function* () {
      const directory = `${yield* folder}/data`
      const first = yield* Effect.scoped(
        Effect.gen(function* () {
          const cluster = yield* EmbeddedCluster.start(options(directory))
          yield* Effect.flatMap(SqlClient.SqlClient, (sql) => sql`create table kept (n int)`).pipe(
            Effect.provide(Database.layer({ url: cluster.adminUrl("postgres"), maxConnections: 1, applicationName: "test" }))
          )
          return cluster
        })
      )
      assert.strictEqual((yield* Effect.flip(answers(first)))._tag, "SqlError")
      const rows = yield* Effect.scoped(
        Effect.flatMap(EmbeddedCluster.start(options(directory)), (cluster) =>
          Effect.flatMap(SqlClient.SqlClient, (sql) => sql`select count(*)::int as n from kept`).pipe(
            Effect.provide(Database.layer({ url: cluster.adminUrl("postgres"), maxConnections: 1, applicationName: "test" }))
          )
        )
      )
      assert.deepStrictEqual(rows, [{ n: 0 }])
    }).pipe(Effect.scoped)
  )

  it.effect("refuses a folder that holds something else, and leaves it alone", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const directory = yield* folder
      yield* files.writeFileString(`${directory}/letters.txt`, "mine")
      const refused = yield* Effect.flip(EmbeddedCluster.start(options(directory)))
      assert.match(refused.message, /holds something else/)
      assert.deepStrictEqual(yield* files.readDirectory(directory), ["letters.txt"])
    }).pipe(Effect.scoped)
  )

  it.effect("refuses the data of another version", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const directory = `${yield* folder}/data`
      yield* Effect.scoped(EmbeddedCluster.start(options(directory)))
      yield* files.writeFileString(`${directory}/PG_VERSION`, "9.6\n")
      assert.match((yield* Effect.flip(EmbeddedCluster.start(options(directory)))).message, /another version/)
    }).pipe(Effect.scoped)
  )

  it.effect("refuses a taken port", () =>
    Effect.gen(function* () {
      const server = createServer()
      const port = yield* Effect.acquireRelease(
        Effect.callback<number>((resume) => {
          server.listen(0, "127.0.0.1", () => {
            const address = server.address()
            resume(Effect.succeed(typeof address === "object" && address !== null ? address.port : 0))
          })
        }),
        () => Effect.sync(() => server.close())
      )
      const refused = yield* Effect.flip(EmbeddedCluster.start({ ...options(`${yield* folder}/data`), port }))
      assert.match(refused.message, /port is taken/)
    }).pipe(Effect.scoped)
  )

  it.effect("says which folder the database's user cannot enter when run as root", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const closed = `${yield* folder}/closed`
      yield* files.makeDirectory(closed, { mode: 0o700 })
      const started = yield* Effect.result(Effect.scoped(EmbeddedCluster.start(options(`${closed}/data`))))
      const isRoot = process.getuid?.() === 0
      assert.strictEqual(started._tag, isRoot ? "Failure" : "Success")
      if (started._tag === "Failure") assert.include(started.failure.message, closed)
    }).pipe(Effect.scoped)
  )
})
