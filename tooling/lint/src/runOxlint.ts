/** One report of oxlint, with a path from the folder it ran in. */
export interface Report {
  readonly file: string
  readonly line: number
  readonly rule: string
  readonly message: string
  readonly isError: boolean
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null

const lineOf = (labels: unknown): number => {
  const label: unknown = Array.isArray(labels) ? labels[0] : undefined
  const span = isRecord(label) ? label["span"] : undefined
  return isRecord(span) ? Number(span["line"] ?? 0) : 0
}

const reportOf = (diagnostic: unknown): ReadonlyArray<Report> =>
  isRecord(diagnostic)
    ? [
        {
          file: String(diagnostic["filename"] ?? ""),
          line: lineOf(diagnostic["labels"]),
          rule: String(diagnostic["code"] ?? "oxlint"),
          message: String(diagnostic["message"] ?? ""),
          isError: diagnostic["severity"] === "error"
        }
      ]
    : []

/** oxlint itself runs under Bun, which is what lets it load the rules as TypeScript. */
export const runOxlint = async (folder: string, ...args: ReadonlyArray<string>): Promise<ReadonlyArray<Report>> => {
  const oxlint = new URL(import.meta.resolve("oxlint/package.json")).pathname.replace("package.json", "bin/oxlint")
  const run = Bun.spawn([process.execPath, oxlint, "--format=json", ...args], { cwd: folder, stdout: "pipe", stderr: "pipe" })
  const [output, errors] = await Promise.all([new Response(run.stdout).text(), new Response(run.stderr).text()])
  await run.exited
  try {
    const parsed: unknown = JSON.parse(output)
    const diagnostics: unknown = isRecord(parsed) ? parsed["diagnostics"] : undefined
    if (Array.isArray(diagnostics)) return diagnostics.flatMap(reportOf)
  } catch {
    // fall through: what it printed instead of JSON is the finding
  }
  return [
    {
      file: ".oxlintrc.json",
      line: 0,
      rule: "oxlint",
      message: `did not run: ${(output + errors).trim().slice(0, 400)}`,
      isError: true
    }
  ]
}
