import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin"
import type { babel } from "@stryker-mutator/core"

const isSchemaCall = (path: babel.NodePath): boolean => {
  if (!path.isCallExpression()) return false
  const { callee } = path.node
  return callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.name === "Schema"
}

const hasFunction = (path: babel.NodePath): boolean => {
  let found = false
  path.traverse({
    Function: (inner) => {
      found = true
      inner.stop()
    }
  })
  return found
}

/**
 * `Schema.Literals([...])` and its like say which words and fields there are. Without one of them the program does not
 * compile, and Stryker does not compile: such a mutant would survive here alone. A schema with a function in it decides something, and counts.
 *
 * @public Stryker loads it by its path.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, "schema-declarations", {
    shouldIgnore: (path: babel.NodePath) =>
      isSchemaCall(path) && !hasFunction(path) ? "a declaration that types hold" : undefined
  })
]
