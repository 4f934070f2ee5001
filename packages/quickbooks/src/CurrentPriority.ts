import { Context, Effect } from "effect"
import { CurrentRetryBudget, retryBudget } from "./retry.ts"

/** Somebody is looking at the page, or nobody is. */
export type Priority = "interactive" | "background"

/** Whose turn it is first at a company's gate (runway.md 6.7): an interactive call waiting there goes before all background ones. */
export const CurrentPriority = Context.Reference<Priority>("@beep/quickbooks/CurrentPriority", {
  defaultValue: () => "background"
})

/** A person has asked for this and does not wait in front of it: its calls go first, and have the patience of a job. */
export const beforeOthers = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.provideService(effect, CurrentPriority, "interactive")

/** A person waits for this: its calls go first, and give up after a second and a half instead of five minutes. */
export const forPerson = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.provideService(beforeOthers(effect), CurrentRetryBudget, retryBudget.interactive)
