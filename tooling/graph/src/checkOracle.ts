import type { Finding } from "./Finding.ts"
import { importsOf, isSource } from "./imports.ts"
import { resolveRelative } from "./checkImports.ts"
import type { Workspace } from "./Workspace.ts"

const isOracle = (path: string): boolean =>
  isSource(path) && /(^|\/)oracle\/|oracle\.tsx?$/i.test(path) && !path.endsWith(".test.ts")

const isCalculator = (path: string): boolean => /^packages\/runway\/src\/(contract\/runway|server)\//.test(path)

const calculatorName = /^@beep\/runway\/(contract\/runway|server)\//

/** The first file on the way from an oracle to a calculator, following relative imports; types are shared words, not results. */
const reaches = (
  workspace: Workspace,
  path: string,
  seen: Set<string>
): { readonly line: number; readonly to: string } | undefined => {
  if (seen.has(path)) return undefined
  seen.add(path)
  for (const found of importsOf(path, workspace.get(path) ?? "")) {
    if (found.typeOnly) continue
    if (calculatorName.test(found.specifier)) return { line: found.line, to: found.specifier }
    const target = found.specifier.startsWith(".") ? resolveRelative(workspace, path, found.specifier) : undefined
    if (target === undefined || !isSource(target)) continue
    if (isCalculator(target)) return { line: found.line, to: target }
    const further = reaches(workspace, target, seen)
    if (further !== undefined) return { line: found.line, to: further.to }
  }
  return undefined
}

/** The accuracy oracle computes on its own; importing the calculator would let it agree with every mistake. */
export const checkOracle = (workspace: Workspace): ReadonlyArray<Finding> =>
  [...workspace.keys()].filter(isOracle).flatMap((file): ReadonlyArray<Finding> => {
    const found = reaches(workspace, file, new Set())
    return found === undefined
      ? []
      : [
          {
            file,
            line: found.line,
            rule: "independent-oracle",
            message: `the oracle reaches the calculator it checks: ${found.to}`
          }
        ]
  })
