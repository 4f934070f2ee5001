/** What a check has to say about one place. `line` is 1-based, 0 when the whole file is meant. */
export interface Finding {
  readonly file: string
  readonly line: number
  readonly rule: string
  readonly message: string
}

export const show = (finding: Finding): string =>
  `${finding.file}${finding.line > 0 ? `:${finding.line}` : ""}  ${finding.rule}  ${finding.message}`
