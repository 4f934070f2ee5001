import type { Check } from "../Check.ts"
import { orBroken, tool } from "./tool.ts"

export const format: Check = {
  name: "format",
  run: async ({ root }) => {
    const output = await tool(root, "oxfmt", "--list-different", ".")
    const files = output.text.split("\n").filter((line) => /\.(tsx?|mts|js|css|html|ya?ml)$/.test(line.trim()))
    return orBroken(
      "format",
      output,
      files.map((file) => ({ file: file.trim(), line: 0, rule: "format", message: "run bun node_modules/.bin/oxfmt ." }))
    )
  }
}
