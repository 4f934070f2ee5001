import type { Finding } from "@beep/graph/Finding"
import type { Workspace } from "@beep/graph/Workspace"

export interface CatalogueEntry {
  readonly id: number
  readonly name: string
  readonly checksum: string
}

const fileOf = (entry: CatalogueEntry): string => `migrations/${String(entry.id).padStart(4, "0")}_${entry.name}.sql`

const found = (file: string, message: string): Finding => ({ file, line: 0, rule: "migrations", message })

/** The catalogue and the files are one list: contiguous ids, no file left out, no byte changed. */
export const checkMigrations = (workspace: Workspace, catalogue: ReadonlyArray<CatalogueEntry>): ReadonlyArray<Finding> => {
  const listed = catalogue.flatMap((entry, at): ReadonlyArray<Finding> => {
    const file = fileOf(entry)
    const text = workspace.get(file)
    if (entry.id !== at + 1) return [found(file, `has id ${entry.id} at place ${at + 1}; ids are contiguous from 1`)]
    if (text === undefined) return [found(file, "is in the catalogue and not in the tree")]
    const checksum = new Bun.CryptoHasher("sha256").update(text).digest("hex")
    return checksum === entry.checksum
      ? []
      : [found(file, "differs from its checksum; if it is unreleased run bun migrations/write-catalogue.ts")]
  })
  const files = new Set(catalogue.map(fileOf))
  const unlisted = [...workspace.keys()]
    .filter((path) => /^migrations\/[^/]+\.sql$/.test(path) && !files.has(path))
    .map((path) => found(path, "is not in the catalogue: nothing would ever run it"))
  return [...listed, ...unlisted]
}
