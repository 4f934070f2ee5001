import type { Finding } from "@beep/graph/Finding"
import { isSource } from "@beep/graph/imports"
import type { Workspace } from "@beep/graph/Workspace"
import { lineAt } from "@beep/graph/Workspace"
import { isAllowedAttribute } from "@beep/observability/attributeNames"
import { isSpanName } from "@beep/observability/spanNames"
import type { SyntaxNode } from "./syntax.ts"
import { field, nameOf, textOf, walk } from "./syntax.ts"

const annotating = new Set(["annotateCurrentSpan", "annotateSpans", "annotateLogs"])
const naming = new Set(["fn", "withSpan", "makeSpan", "useSpan"])

const isProduct = (path: string): boolean =>
  /^(apps|packages)\/[^/]+\/src\//.test(path) && isSource(path) && !path.startsWith("packages/observability/")

const list = (value: unknown): ReadonlyArray<SyntaxNode> => (Array.isArray(value) ? value : [])

const called = (node: SyntaxNode): string | undefined => {
  const callee = field(node, "callee")
  return callee?.type === "MemberExpression" && nameOf(field(callee, "object")) === "Effect"
    ? nameOf(field(callee, "property"))
    : undefined
}

const keysOf = (node: SyntaxNode | undefined): ReadonlyArray<string> =>
  node?.type === "ObjectExpression"
    ? list(node["properties"]).flatMap((property) => nameOf(field(property, "key")) ?? textOf(field(property, "key")) ?? [])
    : []

const attributesIn = (args: ReadonlyArray<SyntaxNode>): ReadonlyArray<string> => {
  const options = args.find((arg) => arg.type === "ObjectExpression")
  const attributes = list(options?.["properties"]).find((property) => nameOf(field(property, "key")) === "attributes")
  return keysOf(field(attributes, "value"))
}

const faultsOf = (node: SyntaxNode): ReadonlyArray<string> => {
  const name = node.type === "CallExpression" ? called(node) : undefined
  if (name === undefined) return []
  const args = list(node["arguments"])
  const dropped = (keys: ReadonlyArray<string>) =>
    keys.filter((key) => !isAllowedAttribute(key)).map((key) => `${key} is not on the attribute list and would be dropped`)
  if (annotating.has(name)) {
    const alone = args.flatMap((arg) => textOf(arg) ?? []).slice(0, 1)
    return dropped([...args.flatMap(keysOf), ...alone])
  }
  if (!naming.has(name)) return []
  const text = args.map(textOf).find((one) => one !== undefined)
  const made = args.some((arg) => arg.type === "TemplateLiteral" && list(arg["expressions"]).length > 0)
  return [
    ...(made ? ["a span name is made of words of the code, never of values"] : []),
    ...(text !== undefined && !isSpanName(text) ? [`${text} is not a span name`] : []),
    ...dropped(attributesIn(args))
  ]
}

/** What the code asks telemetry to carry is what redaction lets through; a name it drops is a line nobody will ever see. */
export const checkTelemetryNames = (workspace: Workspace): ReadonlyArray<Finding> =>
  [...workspace].flatMap(([file, text]) => {
    if (!isProduct(file)) return []
    const findings: Array<Finding> = []
    walk(file, text, (node) => {
      for (const message of faultsOf(node)) findings.push({ file, line: lineAt(text, node.start), rule: "telemetry", message })
    })
    return findings
  })
