import { Effect, FileSystem, Path } from "effect"

/** Every `.eml` below a folder, in the order of their paths. */
export const readMailFolder = Effect.fn("readMailFolder")(function* (folder: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const names = yield* files.readDirectory(folder, { recursive: true })
  return yield* Effect.forEach(
    names.filter((name) => name.endsWith(".eml")).toSorted(),
    (name) => files.readFile(path.join(folder, name)),
    { concurrency: 8 }
  )
})
