import type { Finding } from "@beep/graph/Finding"
import type { Check } from "../Check.ts"
import { orBroken, tool } from "./tool.ts"

/** knip's compact reporter: `words: path:line:column: name`, `path: names` under a heading. */
export const parseKnip = (text: string): ReadonlyArray<Finding> => {
  const findings: Array<Finding> = []
  let heading = ""
  for (const line of text.split("\n")) {
    const title = /^([A-Z][A-Za-z ]+) \(\d+\)$/.exec(line.trim())
    if (title !== null) heading = title[1] ?? ""
    else if (heading !== "" && line.trim() !== "") {
      const place = /([\w@./$[\]-]+\.[a-z]+)(?::(\d+):\d+)?\s*$/.exec(line)
      findings.push({
        file: place?.[1] ?? "knip",
        line: Number(place?.[2] ?? 0),
        rule: heading.toLowerCase(),
        message: line.trim().split(/\s{2,}/)[0] ?? ""
      })
    }
  }
  return findings
}

export const deadCode: Check = {
  name: "dead code",
  run: async ({ root }) => {
    const output = await tool(root, "knip", "--no-progress", "--no-config-hints")
    return orBroken("dead code", output, parseKnip(output.text))
  }
}
