import { checkGraph } from "./checkGraph.ts"
import { show } from "./Finding.ts"
import { regenerated } from "./references.ts"
import { readWorkspace } from "./Workspace.ts"

const root = new URL("../../..", import.meta.url).pathname
if (process.argv.includes("--write")) {
  for (const [file, text] of regenerated(await readWorkspace(root))) await Bun.write(`${root}/${file}`, text)
}
const findings = checkGraph(await readWorkspace(root))
process.stdout.write(findings.map((finding) => `${show(finding)}\n`).join(""))
process.exitCode = findings.length === 0 ? 0 : 1
