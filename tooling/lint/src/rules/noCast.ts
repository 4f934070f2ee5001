import type { Rule } from "../Rule.ts"

/** The type tells the truth: a value from outside is decoded, a value from inside is typed where it is made. `as const` asserts nothing. */
export const noCast: Rule = {
  meta: { messages: { cast: "a cast claims what nobody checked; decode it, or type it where it is made" } },
  create: (context) => ({
    TSAsExpression(node) {
      const { typeAnnotation } = node
      const isConst =
        typeAnnotation.type === "TSTypeReference" &&
        typeAnnotation.typeName.type === "Identifier" &&
        typeAnnotation.typeName.name === "const"
      if (!isConst) context.report({ node, messageId: "cast" })
    },
    TSTypeAssertion(node) {
      context.report({ node, messageId: "cast" })
    }
  })
}
