import type { Finding } from "./Finding.ts"
import { importsOf, isSource } from "./imports.ts"
import { finding, parseManifest } from "./Manifest.ts"
import type { NamedRoom } from "./rooms.ts"
import { allRooms, isTest } from "./rooms.ts"
import { scope, table } from "./table.ts"
import type { Workspace } from "./Workspace.ts"

const rule = "manifest"

const packageOf = (specifier: string): string =>
  specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : (specifier.split("/")[0] ?? specifier)

const isBuiltin = (specifier: string): boolean => /^(node:|bun(:|$)|virtual:)/.test(specifier)

const declared = (room: NamedRoom, workspace: Workspace): ReadonlyArray<Finding> => {
  const file = `${room.path}/package.json`
  const manifest = parseManifest(workspace.get(file) ?? "{}")
  return [...manifest.dependencies, ...manifest.devDependencies].flatMap(([name, version]) => {
    const found: Array<Finding> = []
    if (name.startsWith(scope)) {
      const target = name.slice(scope.length)
      if (version !== "workspace:*") found.push(finding(file, rule, `${name} must be workspace:*`))
      if (table[target] === undefined) found.push(finding(file, rule, `${name} is no room of the import table`))
      else if (manifest.dependencies.has(name) && room.may[target] === undefined) {
        found.push(finding(file, rule, `${room.name} may not depend on ${target}`))
      }
    } else if (version !== "catalog:") found.push(finding(file, rule, `${name} must be pinned in the root catalog`))
    return found
  })
}

const undeclared = (room: NamedRoom, workspace: Workspace): ReadonlyArray<Finding> => {
  const manifest = parseManifest(workspace.get(`${room.path}/package.json`) ?? "{}")
  const root = parseManifest(workspace.get("package.json") ?? "{}")
  return [...workspace].flatMap(([path, text]) => {
    if (!path.startsWith(`${room.path}/`) || !isSource(path)) return []
    const forRunners = isTest(room, path) || !path.startsWith(`${room.path}/src/`)
    return importsOf(path, text).flatMap((found): ReadonlyArray<Finding> => {
      if (/^[.#/]/.test(found.specifier) || isBuiltin(found.specifier)) return []
      const name = packageOf(found.specifier)
      const known =
        (forRunners && name === manifest.name) ||
        manifest.dependencies.has(name) ||
        manifest.devDependencies.has(name) ||
        (forRunners && (root.devDependencies.has(name) || root.dependencies.has(name)))
      return known ? [] : [{ file: path, line: found.line, rule, message: `${name} is not in ${room.path}/package.json` }]
    })
  })
}

/** Declared dependencies obey the table, versions come from one place, and what is imported is declared. */
export const checkManifests = (workspace: Workspace): ReadonlyArray<Finding> =>
  allRooms()
    .filter((room) => workspace.has(`${room.path}/package.json`))
    .flatMap((room) => [...declared(room, workspace), ...undeclared(room, workspace)])

/** A folder with a manifest that the table does not know. */
export const checkRooms = (workspace: Workspace): ReadonlyArray<Finding> =>
  [...workspace.keys()]
    .filter((path) => /^((apps|packages|tooling)\/[^/]+|migrations|e2e)\/package\.json$/.test(path))
    .filter((path) => !allRooms().some((room) => `${room.path}/package.json` === path))
    .map((path) => finding(path, rule, "this room is not in the import table"))
