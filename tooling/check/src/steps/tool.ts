import type { Finding } from "@beep/graph/Finding"

export interface Output {
  readonly code: number
  readonly text: string
}

/** Runs an installed tool on the Bun that runs us, so that its version is pinned with ours. */
export const tool = async (root: string, bin: string, ...args: ReadonlyArray<string>): Promise<Output> => {
  const run = Bun.spawn([process.execPath, `${root}/node_modules/.bin/${bin}`, ...args], {
    cwd: root,
    stdout: "pipe",
    stderr: "pipe"
  })
  const [out, err] = await Promise.all([new Response(run.stdout).text(), new Response(run.stderr).text()])
  return { code: await run.exited, text: out + err }
}

/** A tool that failed without a finding of its own is a finding. */
export const orBroken = (rule: string, output: Output, findings: ReadonlyArray<Finding>): ReadonlyArray<Finding> =>
  output.code === 0 || findings.length > 0
    ? findings
    : [{ file: rule, line: 0, rule, message: `ended with ${output.code}: ${output.text.trim().slice(-300)}` }]
