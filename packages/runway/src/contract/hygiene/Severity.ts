import { Schema } from "effect"

/** Worst first: the order of the list and of the groups. */
export const Severity = Schema.Literals(["critical", "high", "medium", "low"])
export type Severity = typeof Severity.Type

/** 0 is the worst; the same number stands in `runway.hygiene_issue.severity_rank`. */
export const severityRank = (severity: Severity): number => Severity.literals.indexOf(severity)

/** Open issues by severity. */
export const OpenCounts = Schema.Struct({ critical: Schema.Int, high: Schema.Int, medium: Schema.Int, low: Schema.Int })
export type OpenCounts = typeof OpenCounts.Type
