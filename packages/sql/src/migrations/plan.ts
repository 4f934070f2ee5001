import type { Migration } from "./Migration.ts"

export type Plan =
  | { readonly state: "current" }
  | { readonly state: "behind"; readonly pending: ReadonlyArray<Migration> }
  /** The database knows migrations this release does not. */
  | { readonly state: "ahead"; readonly unknown: ReadonlyArray<Migration> }
  | { readonly state: "diverged"; readonly faults: ReadonlyArray<string> }

const label = (m: Migration) => `${m.id} ${m.name}`

/** What a catalogue by itself must satisfy: ids 1, 2, 3, ... and distinct names. */
export const catalogueFaults = (catalogue: ReadonlyArray<Migration>): ReadonlyArray<string> => {
  const names = new Set<string>()
  return catalogue.flatMap((m, index) => {
    const faults: Array<string> = []
    if (m.id !== index + 1) faults.push(`migration ${label(m)} stands at place ${index + 1}: ids are contiguous from 1`)
    if (names.has(m.name)) faults.push(`migration ${label(m)} repeats a name`)
    names.add(m.name)
    return faults
  })
}

/** Compares the release's catalogue with what the database says it has applied, both in order of id. */
export const planMigrations = (catalogue: ReadonlyArray<Migration>, applied: ReadonlyArray<Migration>): Plan => {
  const faults = [
    ...catalogueFaults(catalogue),
    ...applied.flatMap((was, index) => {
      const is = catalogue[index]
      if (was.id !== index + 1) return [`the database has a hole before ${label(was)}`]
      if (is === undefined) return []
      if (is.name !== was.name) return [`the database applied ${label(was)} where the catalogue has ${label(is)}`]
      return is.checksum === was.checksum ? [] : [`${label(is)} was changed after it was applied`]
    })
  ]
  if (faults.length > 0) return { state: "diverged", faults }
  if (applied.length > catalogue.length) return { state: "ahead", unknown: applied.slice(catalogue.length) }
  if (applied.length < catalogue.length) return { state: "behind", pending: catalogue.slice(applied.length) }
  return { state: "current" }
}
