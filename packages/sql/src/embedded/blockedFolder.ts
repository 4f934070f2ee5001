import { Effect, FileSystem, Option, Path } from "effect"

const othersMayEnter = 0o001

/** The first folder on the way to `folder` that users other than its owner cannot enter. */
export const blockedFolder = (folder: string): Effect.Effect<string | undefined, never, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const parents: Array<string> = []
    for (let at = path.resolve(folder); ; at = path.dirname(at)) {
      parents.unshift(at)
      if (path.dirname(at) === at) break
    }
    for (const parent of parents) {
      const info = yield* Effect.option(files.stat(parent))
      if (Option.isSome(info) && (info.value.mode & othersMayEnter) === 0) return parent
    }
    return undefined
  })
