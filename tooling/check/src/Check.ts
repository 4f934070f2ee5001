import type { Finding } from "@beep/graph/Finding"
import type { Workspace } from "@beep/graph/Workspace"

export interface Context {
  /** Folder of the repository. */
  readonly root: string
  readonly workspace: Workspace
}

/** One line of `run check`. It passes when it finds nothing. */
export interface Check {
  readonly name: string
  readonly run: (context: Context) => Promise<ReadonlyArray<Finding>>
}
