import type { Rule } from "../Rule.ts"

/** `` sql<Row>`…` `` asserts a row nobody decoded. */
export const noBareSqlRow: Rule = {
  meta: { messages: { row: "a row type on a statement is a cast; decode with SqlSchema" } },
  create: (context) => ({
    TaggedTemplateExpression(node) {
      const { tag } = node
      const name =
        tag.type === "Identifier"
          ? tag.name
          : tag.type === "MemberExpression" && tag.property.type === "Identifier"
            ? tag.property.name
            : ""
      if (/^sql$/i.test(name) && node.typeArguments) context.report({ node: tag, messageId: "row" })
    },
    CallExpression(node) {
      const { callee } = node
      if (
        callee.type === "MemberExpression" &&
        callee.object.type === "Identifier" &&
        callee.object.name === "sql" &&
        callee.property.type === "Identifier" &&
        callee.property.name === "unsafe" &&
        node.typeArguments
      ) {
        context.report({ node: callee, messageId: "row" })
      }
    }
  })
}
