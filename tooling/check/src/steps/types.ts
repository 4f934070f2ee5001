import type { Finding } from "@beep/graph/Finding"
import type { Check } from "../Check.ts"
import { orBroken, tool } from "./tool.ts"

/** `path(line,column): error TS1234: words` */
export const parseCompilerErrors = (text: string): ReadonlyArray<Finding> =>
  [...text.matchAll(/^(.+?)\((\d+),\d+\): error (TS\d+): (.+)$/gm)].map(([, file = "", line, rule = "types", message = ""]) => ({
    file,
    line: Number(line),
    rule,
    message
  }))

export const types: Check = {
  name: "types",
  run: async ({ root }) => {
    const output = await tool(root, "tsc", "-b", "--pretty", "false")
    return orBroken("types", output, parseCompilerErrors(output.text))
  }
}
