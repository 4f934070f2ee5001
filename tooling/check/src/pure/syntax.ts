import { parseSync } from "oxc-parser"

export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"

export const field = (node: SyntaxNode | undefined, key: string): SyntaxNode | undefined => {
  const value = node?.[key]
  return isNode(value) ? value : undefined
}

export const nameOf = (node: SyntaxNode | undefined): string | undefined =>
  node?.type === "Identifier" && typeof node["name"] === "string" ? node["name"] : undefined

export const textOf = (node: SyntaxNode | undefined): string | undefined =>
  node?.type === "Literal" && typeof node["value"] === "string" ? node["value"] : undefined

/** Visits every node of a source file, outermost first. */
export const walk = (path: string, source: string, visit: (node: SyntaxNode) => void): void => {
  const descend = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(descend)
    else if (isNode(value)) {
      visit(value)
      for (const [key, child] of Object.entries(value)) if (key !== "parent") descend(child)
    }
  }
  descend(parseSync(path, source).program)
}
