import type { Finding } from "./Finding.ts"

/** The parts of a package.json and a tsconfig.json that the checks read. */
export interface Manifest {
  readonly name: string
  readonly dependencies: ReadonlyMap<string, string>
  readonly devDependencies: ReadonlyMap<string, string>
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const entries = (value: unknown): ReadonlyMap<string, string> =>
  new Map(isRecord(value) ? Object.entries(value).map(([name, version]): [string, string] => [name, String(version)]) : [])

const parsed = (text: string): Readonly<Record<string, unknown>> => {
  const value: unknown = JSON.parse(text)
  return isRecord(value) ? value : {}
}

export const parseManifest = (text: string): Manifest => {
  const json = parsed(text)
  return {
    name: String(json["name"] ?? ""),
    dependencies: entries(json["dependencies"]),
    devDependencies: entries(json["devDependencies"])
  }
}

export const parseReferences = (text: string): ReadonlyArray<string> => {
  const references = parsed(text)["references"]
  return Array.isArray(references) ? references.flatMap((item: unknown) => (isRecord(item) ? [String(item["path"])] : [])) : []
}

/** The same JSON with other references, two spaces deep. */
export const withReferences = (text: string, references: ReadonlyArray<string>): string =>
  `${JSON.stringify({ ...parsed(text), references: references.map((path) => ({ path })) }, null, 2)}\n`

export const finding = (file: string, rule: string, message: string): Finding => ({ file, line: 0, rule, message })
