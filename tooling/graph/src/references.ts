import type { Finding } from "./Finding.ts"
import { finding, parseManifest, parseReferences, withReferences } from "./Manifest.ts"
import type { NamedRoom } from "./rooms.ts"
import { allRooms } from "./rooms.ts"
import { scope, table } from "./table.ts"
import type { Workspace } from "./Workspace.ts"

const present = (workspace: Workspace): ReadonlyArray<NamedRoom> =>
  allRooms().filter((room) => workspace.has(`${room.path}/tsconfig.json`))

const up = (room: NamedRoom): string => "../".repeat(room.path.split("/").length)

const roomReferences = (room: NamedRoom, workspace: Workspace): ReadonlyArray<string> =>
  [...parseManifest(workspace.get(`${room.path}/package.json`) ?? "{}").dependencies.keys()]
    .filter((name) => name.startsWith(scope))
    .flatMap((name) => table[name.slice(scope.length)]?.path ?? [])
    .filter((path) => workspace.has(`${path}/tsconfig.json`))
    .map((path) => `${up(room)}${path}`)

/** The references every tsconfig must have, by file: a room's from its manifest, the two roots' from the table. */
export const expectedReferences = (workspace: Workspace): ReadonlyMap<string, ReadonlyArray<string>> => {
  const rooms = present(workspace)
  const paths = rooms.map((room) => room.path)
  const tests = workspace.has("tsconfig.test.json") ? ["tsconfig.test.json"] : []
  return new Map([
    ...rooms.map((room): [string, ReadonlyArray<string>] => [`${room.path}/tsconfig.json`, roomReferences(room, workspace)]),
    ["tsconfig.json", [...paths, ...tests]],
    ...tests.map((file): [string, ReadonlyArray<string>] => [file, paths])
  ])
}

const same = (one: ReadonlyArray<string>, other: ReadonlyArray<string>): boolean =>
  one.length === other.length && one.every((path) => other.includes(path))

export const checkReferences = (workspace: Workspace): ReadonlyArray<Finding> =>
  [...expectedReferences(workspace)].flatMap(([file, expected]) => {
    const actual = parseReferences(workspace.get(file) ?? "{}")
    if (same(actual, expected)) return []
    const missing = expected.filter((path) => !actual.includes(path))
    const extra = actual.filter((path) => !expected.includes(path))
    const message = [...missing.map((path) => `lacks ${path}`), ...extra.map((path) => `has ${path} too much`)].join(", ")
    return [finding(file, "references", `${message}; run bun tooling/graph/src/main.ts --write`)]
  })

/** New texts of the tsconfig files whose references are not as expected. */
export const regenerated = (workspace: Workspace): ReadonlyMap<string, string> =>
  new Map(
    [...expectedReferences(workspace)].flatMap(([file, expected]): ReadonlyArray<[string, string]> => {
      const text = workspace.get(file) ?? "{}"
      return same(parseReferences(text), expected) ? [] : [[file, withReferences(text, expected)]]
    })
  )
