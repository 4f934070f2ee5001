import type { Finding } from "@beep/graph/Finding"
import type { Workspace } from "@beep/graph/Workspace"

/** The text lockfile leaves the default registry empty; a host in it ties every install to one machine's proxy. */
export const checkLockfile = (workspace: Workspace): ReadonlyArray<Finding> => {
  const lock = workspace.get("bun.lock")
  if (lock === undefined) return [{ file: "bun.lock", line: 0, rule: "lockfile", message: "is missing" }]
  const hosts = lock
    .split("\n")
    .flatMap((text, at): ReadonlyArray<Finding> =>
      text.includes("://")
        ? [{ file: "bun.lock", line: at + 1, rule: "lockfile", message: "names a host; install against the default registry" }]
        : []
    )
  const binary = workspace.has("bun.lockb")
    ? [{ file: "bun.lockb", line: 0, rule: "lockfile", message: "the binary lockfile embeds hosts; keep bun.lock" }]
    : []
  return [...hosts, ...binary]
}
