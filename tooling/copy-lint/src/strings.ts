import { parseSync } from "oxc-parser"

export interface Shown {
  readonly text: string
  readonly offset: number
}

interface Node {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"

const childrenOf = (node: Node): ReadonlyArray<Node> =>
  Object.entries(node).flatMap(([key, value]) =>
    key === "parent" ? [] : Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []
  )

const isModuleName = (parent: string): boolean => /^(Import|Export(All|Named))/.test(parent)

/** What a node says, when it says something by itself: literals, templates with their gaps, sums, the text of an element. */
const spoken = (node: Node): string | undefined => {
  if (node.type === "Literal") return typeof node["value"] === "string" ? node["value"] : undefined
  if (node.type === "JSXText") return typeof node["value"] === "string" ? node["value"] : undefined
  if (node.type === "TemplateLiteral") {
    const quasis = Array.isArray(node["quasis"]) ? node["quasis"] : []
    return quasis.map((quasi: unknown) => (isNode(quasi) ? cooked(quasi) : "")).join(" … ")
  }
  if (node.type === "BinaryExpression" && node["operator"] === "+") {
    const sides = [node["left"], node["right"]].map((side) => (isNode(side) ? (spoken(side) ?? " … ") : ""))
    return sides.join("")
  }
  if (node.type === "JSXElement" || node.type === "JSXFragment") {
    const children = Array.isArray(node["children"]) ? node["children"] : []
    return children.map((child: unknown) => (isNode(child) ? (spoken(child) ?? inner(child)) : "")).join("")
  }
  return undefined
}

const inner = (node: Node): string =>
  childrenOf(node)
    .map((child) => spoken(child) ?? "")
    .join(" ")

const cooked = (quasi: Node): string => {
  const value: unknown = quasi["value"]
  return typeof value === "object" && value !== null && "cooked" in value ? String(value.cooked) : ""
}

/** Every text a module may show, each with the largest piece it is part of, and every name it gives to a field. */
export const shownIn = (path: string, source: string): ReadonlyArray<Shown> => {
  const found: Array<Shown> = []
  const visit = (value: unknown, parent: string): void => {
    if (!isNode(value)) return
    const said = isModuleName(parent) && value.type === "Literal" ? undefined : spoken(value)
    if (said !== undefined && said.trim() !== "") found.push({ text: said, offset: value.start })
    if (value.type === "Property" || value.type === "TSPropertySignature") {
      const key = value["key"]
      if (isNode(key) && typeof key["name"] === "string") found.push({ text: key["name"], offset: key.start })
    }
    if (said !== undefined && value.type !== "JSXElement" && value.type !== "JSXFragment" && value.type !== "TemplateLiteral")
      return
    for (const child of childrenOf(value)) visit(child, value.type)
  }
  visit(parseSync(path, source).program, "")
  return found
}
