import type { Rule } from "../Rule.ts"

const most = 350

/** A warning: nine files in ten stay under it. 600 is refused by `max-lines`. */
export const longFile: Rule = {
  meta: { messages: { long: "{{ lines }} lines; nine files in ten have fewer than 350" } },
  create: (context) => ({
    Program(node) {
      const lines = context.sourceCode.lines.length
      if (lines > most) context.report({ node, messageId: "long", data: { lines: String(lines) } })
    }
  })
}
