import type { AuditFinding, AuditReport } from "@beep/audit/contract/bundle/AuditFinding"

/** What a finding means, in one sentence for an examiner. */
export const sentenceOf = (finding: AuditFinding): string => {
  switch (finding._tag) {
    case "BadLine":
      return `line ${finding.line} does not belong to a log`
    case "WrongOrder":
      return `entry ${finding.foundLeaf} stands where ${finding.expectedLeaf} belongs: removed, inserted, repeated or moved`
    case "EntryChanged":
      return `entry ${finding.leaf} (${finding.id}) was changed`
    case "EntryMissing":
      return `entry ${finding.leaf} (${finding.id}) is gone`
    case "EntryOutsideLog":
      return `entry ${finding.id} is outside of the log`
    case "RootMismatch":
      return `entries ${finding.since} to ${finding.size} are not those that were signed`
    case "NotSigned":
      return `the checkpoint over ${finding.size} entries has no valid signature`
    case "CutTail":
      return `the log ends at ${finding.size} although ${finding.signedSize} entries were signed`
    case "Unsigned":
      return `entries ${finding.since} to ${finding.size} stand behind the last checkpoint`
    case "SplitView":
      return `two different checkpoints over ${finding.size} entries were signed`
  }
}

export const linesOf = (name: string, report: AuditReport): ReadonlyArray<string> => [
  `${name}: ${report.findings.length === 0 ? "holds" : "REFUSED"}, ${report.entries} entries, signed up to ${report.signedSize}, ${report.pending} pending`,
  ...report.findings.map((finding) => `  ${sentenceOf(finding)}`)
]
