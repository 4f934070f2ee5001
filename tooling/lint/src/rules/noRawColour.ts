import { rawColour } from "../rawColour.ts"
import type { Rule } from "../Rule.ts"

/** Colours live in tokens.css, where both themes and the contrast of each pair are checked. */
export const noRawColour: Rule = {
  meta: { messages: { colour: "{{ colour }} is a raw colour; name a token" } },
  create: (context) => ({
    Literal(node) {
      const colour = typeof node.value === "string" ? rawColour(node.value) : undefined
      if (colour !== undefined) context.report({ node, messageId: "colour", data: { colour } })
    },
    TemplateElement(node) {
      const colour = rawColour(node.value.raw)
      if (colour !== undefined) context.report({ node, messageId: "colour", data: { colour } })
    }
  })
}
