import { Context, Layer } from "effect"
import type { IssuePriority } from "../../contract/hygiene/HygieneIssue.ts"
import { type Prioritised, type PriorityContext, priorityOf } from "../../contract/hygiene/priority.ts"

/** The smart part of hygiene: a service, so that a test can count that it is not asked behind the gate (runway.md 1.4). */
export class PriorityCalculator extends Context.Service<
  PriorityCalculator,
  {
    /** One priority for each issue, in their order; one call per answer. */
    readonly rank: (issues: ReadonlyArray<Prioritised>, context: PriorityContext) => ReadonlyArray<IssuePriority>
  }
>()("@beep/runway/PriorityCalculator") {
  static readonly layer: Layer.Layer<PriorityCalculator> = Layer.succeed(
    PriorityCalculator,
    PriorityCalculator.of({ rank: (issues, context) => issues.map((issue) => priorityOf(issue, context)) })
  )
}
