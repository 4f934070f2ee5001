import { Effect, FileSystem, Option, Path } from "effect"
import { ChildProcess, ChildProcessSpawner } from "effect/process"
import { Refusal } from "../../output/Report.ts"

const sources = ["apps/web", "packages"]
const ignored = /(^|\/)(node_modules|dist|test|\.storybook)(\/|$)|\.stories\.tsx$/

const newest = (root: string, folder: string) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const names = yield* files.readDirectory(path.join(root, folder))
    let latest = 0
    const visit = (relative: string): Effect.Effect<void> =>
      Effect.gen(function* () {
        if (ignored.test(relative)) return
        const info = yield* Effect.option(files.stat(path.join(root, relative)))
        if (Option.isNone(info)) return
        if (info.value.type === "Directory") {
          const inside = yield* Effect.orElseSucceed(files.readDirectory(path.join(root, relative)), () => [])
          return yield* Effect.forEach(inside, (name) => visit(`${relative}/${name}`), { discard: true })
        }
        latest = Math.max(latest, Option.match(info.value.mtime, { onNone: () => 0, onSome: (at) => at.getTime() }))
      })
    yield* Effect.forEach(names, (name) => visit(`${folder}/${name}`), { discard: true })
    return latest
  })

/** Builds the web app when there is none, or when a source is younger than it. */
export const ensure = Effect.fn("demo.webBuild")(
  function* (root: string) {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const spawner = yield* ChildProcessSpawner.ChildProcessSpawner
    const page = path.join(root, "apps/web/dist/index.html")
    const built = yield* Effect.option(files.stat(page))
    const builtAt = Option.match(
      Option.flatMap(built, (info) => info.mtime),
      { onNone: () => 0, onSome: (at) => at.getTime() }
    )
    const changedAt = Math.max(...(yield* Effect.forEach(sources, (folder) => newest(root, folder))))
    if (builtAt > changedAt) return
    const code = yield* spawner.exitCode(
      ChildProcess.make(process.execPath, ["tooling/run/build.ts", "--logLevel", "error"], {
        cwd: root,
        extendEnv: true,
        stdout: "inherit",
        stderr: "inherit"
      })
    )
    if (code !== ChildProcessSpawner.ExitCode(0))
      return yield* new Refusal({ reason: "the web app could not be built: see the lines above" })
  },
  Effect.catchTag("PlatformError", () => Effect.fail(new Refusal({ reason: "the sources of the web app cannot be read" })))
)
