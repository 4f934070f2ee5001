import type { Finding } from "@beep/graph/Finding"
import { isSource } from "@beep/graph/imports"
import type { Workspace } from "@beep/graph/Workspace"
import { lineAt } from "@beep/graph/Workspace"
import { looksLikeOurs } from "@beep/shared-env/unknownNames"
import type { SyntaxNode } from "./syntax.ts"
import { field, nameOf, textOf, walk } from "./syntax.ts"

/** Names of the machine and its tools, not settings of the product. */
const ambient = new Set([
  "PATH",
  "HOME",
  "TMPDIR",
  "CI",
  "NODE_ENV",
  "CHROMIUM_PATH",
  "VITEST_POOL_ID",
  "NO_COLOR",
  "FORCE_COLOR",
  "TERM"
])

const isEnvironment = (node: SyntaxNode | undefined): boolean => {
  if (node?.type !== "MemberExpression") return false
  const object = field(node, "object")
  return (
    nameOf(field(node, "property")) === "env" && (object?.type === "MetaProperty" || /^(process|Bun)$/.test(nameOf(object) ?? ""))
  )
}

const keyOf = (node: SyntaxNode): string | undefined => nameOf(field(node, "key")) ?? textOf(field(node, "key"))

/** The environment names one node reads or sets. */
const namesIn = (node: SyntaxNode): ReadonlyArray<string> => {
  if (node.type === "MemberExpression" && isEnvironment(field(node, "object"))) {
    const property = field(node, "property")
    const name = node["computed"] === true ? textOf(property) : nameOf(property)
    return name === undefined ? [] : [name]
  }
  if (node.type === "VariableDeclarator" && isEnvironment(field(node, "init"))) {
    const pattern = field(node, "id")
    const properties: unknown = pattern?.["properties"]
    return Array.isArray(properties) ? properties.flatMap((property: SyntaxNode) => keyOf(property) ?? []) : []
  }
  if (node.type === "CallExpression") {
    const callee = field(node, "callee")
    const args: unknown = node["arguments"]
    if (callee?.type === "MemberExpression" && nameOf(field(callee, "object")) === "Config" && Array.isArray(args)) {
      return args.flatMap((arg: SyntaxNode) => textOf(arg) ?? []).filter((text) => /^[A-Z][A-Z0-9_]+$/.test(text))
    }
  }
  const key = node.type === "Property" || node.type === "TSPropertySignature" ? keyOf(node) : textOf(node)
  return key !== undefined && looksLikeOurs(key) ? [key] : []
}

const isExempt = (path: string): boolean => /^packages\/shared-env\/|(^|\/)(test|fixtures)\/|\.test\.tsx?$/.test(path)

/** Names used outside sources: deployment files spell them too. */
const inDeployment = (file: string, text: string, known: ReadonlySet<string>): ReadonlyArray<Finding> =>
  text.split("\n").flatMap((line, at) =>
    [...line.matchAll(/\b[A-Z]+_[A-Z0-9_]+\b/g)]
      .map(([name]) => name)
      .filter((name) => looksLikeOurs(name) && !known.has(name))
      .map((name) => undocumented(file, at + 1, name))
  )

const undocumented = (file: string, line: number, name: string): Finding => ({
  file,
  line,
  rule: "environment",
  message: `${name} is not in packages/shared-env/src/variables.ts`
})

/** Every environment name in use is in the one list. */
export const checkEnvironmentNames = (workspace: Workspace, declared: ReadonlyArray<string>): ReadonlyArray<Finding> => {
  const known = new Set([...declared, ...ambient])
  return [...workspace].flatMap(([file, text]) => {
    if (/^infra\/.*\.(tf|ya?ml|sh|json)$|(^|\/)Dockerfile$/.test(file)) return inDeployment(file, text, known)
    if (!isSource(file) || isExempt(file)) return []
    const found = new Map<string, Finding>()
    walk(file, text, (node) => {
      for (const name of namesIn(node)) {
        const line = lineAt(text, node.start)
        if (!known.has(name)) found.set(`${name}:${line}`, undocumented(file, line, name))
      }
    })
    return [...found.values()]
  })
}
