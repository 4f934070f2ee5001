import { readWorkspace } from "@beep/graph/Workspace"
import { checks } from "./checks.ts"
import { runChecks } from "./runChecks.ts"

/** All checks over the repository at `root`, or those whose names are given. Answers the exit code. */
export const main = async (root: string, names: ReadonlyArray<string>): Promise<number> => {
  const chosen = names.length === 0 ? checks : checks.filter((check) => names.includes(check.name))
  if (chosen.length === 0) {
    process.stderr.write(`no such check; there are: ${checks.map((check) => check.name).join(", ")}\n`)
    return 2
  }
  const write = (text: string) => void process.stdout.write(text)
  const failed = await runChecks(chosen, { root, workspace: await readWorkspace(root) }, write)
  write(failed === 0 ? `\n${chosen.length} checks passed\n` : `\n${failed} of ${chosen.length} checks failed\n`)
  return failed === 0 ? 0 : 1
}
