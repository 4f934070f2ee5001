import { Effect, FileSystem, Path } from "effect"
import { type Exchange, exchangesOf } from "./Exchange.ts"

/** Every exchange in the `.json` files of a folder, in the order of file names. */
export const loadRecordings = Effect.fn("loadRecordings")(function* (folder: string) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const names = (yield* files.readDirectory(folder)).filter((name) => name.endsWith(".json")).sort()
  const texts = yield* Effect.forEach(names, (name) => files.readFileString(path.join(folder, name)))
  return texts.flatMap((text): ReadonlyArray<Exchange> => exchangesOf(text))
})
