import type { Rule } from "../Rule.ts"

const sources = new Set(["process.env", "Bun.env"])

/** The environment is read once, by a schema; elsewhere it is a layer. */
export const noProcessEnv: Rule = {
  meta: { messages: { env: "read the environment through @beep/shared-env" } },
  create: (context) => ({
    MemberExpression(node) {
      if (node.property.type !== "Identifier") return
      const { object } = node
      const direct = object.type === "Identifier" && sources.has(`${object.name}.${node.property.name}`)
      const meta = object.type === "MetaProperty" && node.property.name === "env"
      if (direct || meta) context.report({ node, messageId: "env" })
    }
  })
}
