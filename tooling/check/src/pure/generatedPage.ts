import type { Finding } from "@beep/graph/Finding"
import type { Workspace } from "@beep/graph/Workspace"

export interface GeneratedPage {
  readonly file: string
  readonly rule: string
  readonly expected: string
  /** What writes it anew. */
  readonly writer: string
}

export const checkGeneratedPage = (
  workspace: Workspace,
  { expected, file, rule, writer }: GeneratedPage
): ReadonlyArray<Finding> =>
  workspace.get(file) === expected ? [] : [{ file, line: 0, rule, message: `is out of date; run bun ${writer}` }]
