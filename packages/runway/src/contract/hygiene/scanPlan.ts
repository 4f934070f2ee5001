import type { LocalDate } from "@beep/kernel/LocalDate"
import type { DateTime } from "effect"
import { evidenceOf, type Finding, refKey } from "./Finding.ts"
import type { IssueId } from "./HygieneIssue.ts"
import { type IssueLife, scanned } from "./lifecycle.ts"

/** A finding under the digests that name it and what it looked like. */
export interface Named {
  readonly fingerprint: string
  readonly evidence: string
  readonly finding: Finding
}

export type IssueContent = Pick<Finding, "ruleId" | "severity" | "records" | "amountMinor" | "date" | "facts">

/** An issue as it is kept. */
export interface KeptIssue {
  readonly issueId: IssueId
  readonly version: number
  readonly fingerprint: string
  readonly life: IssueLife
  readonly content: IssueContent
}

export interface ScanPlan {
  readonly opened: ReadonlyArray<Named>
  /** What is kept otherwise than it is now; its version moves only with its life. */
  readonly changed: ReadonlyArray<KeptIssue>
  readonly resolved: ReadonlyArray<IssueId>
  readonly reopened: ReadonlyArray<IssueId>
}

export interface ScanMoment {
  readonly at: DateTime.Utc
  /** When the reading of these books began. */
  readonly readAt: DateTime.Utc
  /** The client's. */
  readonly today: LocalDate
}

const contentKey = ({ amountMinor, date, facts, records, severity }: IssueContent): string =>
  evidenceOf([
    severity,
    amountMinor,
    date,
    facts.count ?? null,
    facts.days ?? null,
    facts.overdue ?? null,
    facts.hours ?? null,
    facts.comparedMinor ?? null,
    facts.cause ?? null,
    ...records.map(refKey)
  ])

/** What a scan changes: the same findings a second time change nothing. `kept` are the issues these findings name and all that are not away. */
export const scanPlan = (findings: ReadonlyArray<Named>, kept: ReadonlyArray<KeptIssue>, moment: ScanMoment): ScanPlan => {
  const found = new Map(findings.map((named) => [named.fingerprint, named]))
  const known = new Set(kept.map(({ fingerprint }) => fingerprint))
  const changed: Array<KeptIssue> = []
  const resolved: Array<IssueId> = []
  const reopened: Array<IssueId> = []
  for (const issue of kept) {
    const named = found.get(issue.fingerprint)
    const life = scanned(issue.life, named === undefined ? "gone" : { evidence: named.evidence }, moment)
    const content = named === undefined ? issue.content : named.finding
    if (life === issue.life && contentKey(content) === contentKey(issue.content)) continue
    changed.push({ ...issue, life, content, version: life === issue.life ? issue.version : issue.version + 1 })
    if (life.status === issue.life.status) continue
    if (life.status === "reopened") reopened.push(issue.issueId)
    else resolved.push(issue.issueId)
  }
  return { opened: [...found.values()].filter(({ fingerprint }) => !known.has(fingerprint)), changed, resolved, reopened }
}
