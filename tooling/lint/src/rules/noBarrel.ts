import type { Rule } from "../Rule.ts"

/** A file is named after what it holds; one that only passes others on hides where things are and drags everything along. */
export const noBarrel: Rule = {
  meta: {
    messages: {
      star: "export * hides what a file holds; import from the file that does",
      barrel: "this file only passes others on; import from the files themselves"
    }
  },
  create: (context) => ({
    ExportAllDeclaration(node) {
      context.report({ node, messageId: "star" })
    },
    Program(node) {
      const [first] = node.body
      if (first === undefined) return
      const passesOn = node.body.every(
        (statement) =>
          statement.type === "ImportDeclaration" ||
          (statement.type === "ExportNamedDeclaration" && (statement.source !== null || statement.declaration === null))
      )
      const exported = node.body.some((statement) => statement.type === "ExportNamedDeclaration")
      if (passesOn && exported) context.report({ node: first, messageId: "barrel" })
    }
  })
}
