import { readFileSync } from "node:fs"
import type { Counted, FileCoverage } from "./coverageOf.ts"

const at = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined

const countedAt = (value: unknown, key: string): Counted => {
  const [covered, total] = ["covered", "total"].map((name) => at(at(value, key), name))
  if (typeof covered !== "number" || typeof total !== "number") throw new TypeError(`a coverage summary without ${key}`)
  return { covered, total }
}

/** The files of a `coverage-summary.json`, by the absolute paths it holds. */
export const readSummary = (file: string): ReadonlyMap<string, FileCoverage> => {
  const parsed: unknown = JSON.parse(readFileSync(file, "utf8"))
  return new Map(
    Object.entries(typeof parsed === "object" && parsed !== null ? parsed : {})
      .filter(([name]) => name !== "total")
      .map(([name, value]) => [name, { lines: countedAt(value, "lines"), branches: countedAt(value, "branches") }])
  )
}
