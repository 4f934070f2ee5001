import { parseSync } from "oxc-parser"
import { lineAt } from "./Workspace.ts"

export interface Import {
  readonly specifier: string
  readonly line: number
  /** True when nothing of it exists at run time. */
  readonly typeOnly: boolean
}

const literal = /^["'`]([^"'`$]+)["'`]$/

/** Every module a source file names: imports, re-exports and `import("…")`. */
export const importsOf = (path: string, text: string): ReadonlyArray<Import> => {
  const { module } = parseSync(path, text)
  const statics = module.staticImports.map((statement) => ({
    specifier: statement.moduleRequest.value,
    line: lineAt(text, statement.start),
    typeOnly: statement.entries.length > 0 && statement.entries.every((entry) => entry.isType)
  }))
  const exported = module.staticExports.flatMap((statement) =>
    statement.entries.flatMap((entry) =>
      entry.moduleRequest === null
        ? []
        : [{ specifier: entry.moduleRequest.value, line: lineAt(text, statement.start), typeOnly: entry.isType }]
    )
  )
  const dynamic = module.dynamicImports.flatMap((expression) => {
    const specifier = literal.exec(text.slice(expression.moduleRequest.start, expression.moduleRequest.end))?.[1]
    return specifier === undefined ? [] : [{ specifier, line: lineAt(text, expression.start), typeOnly: false }]
  })
  return [...statics, ...exported, ...dynamic]
}

export const isSource = (path: string): boolean => /\.(ts|tsx|mts)$/.test(path)
