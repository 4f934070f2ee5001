import { metaOf } from "./judge.ts"
import { namesOf } from "./namesOf.ts"
import type { Layout, Process } from "./processes.ts"
import { layouts } from "./processes.ts"
import { Stage } from "./Stage.ts"
import type { VariableName } from "./variables.ts"

const titles: Readonly<Record<Process, string>> = {
  server: "Server",
  web: "Web app (by way of `/config.json`)",
  cli: "Command line",
  sandbox: "Sandbox"
}

const processes: ReadonlyArray<Process> = ["server", "web", "cli", "sandbox"]

const presence = (process: Process, name: VariableName): string => {
  const layout: Layout = layouts[process]
  const group = layout.groups.find((candidate) => candidate.ways.flat().includes(name))
  if (group === undefined) return "required"
  return group.mustBePresent ? `group ${group.key}, required` : `group ${group.key}`
}

const defaultsOf = (name: VariableName): string => {
  const { defaults } = metaOf(name)
  const given = Stage.literals.filter((stage) => defaults[stage] !== undefined)
  const values = new Set(given.map((stage) => defaults[stage]))
  if (given.length === 0) return ""
  if (values.size === 1) {
    const where = given.length === Stage.literals.length ? "" : ` (${given.join(", ")})`
    return `\`${[...values].join("")}\`${where}`
  }
  return given.map((stage) => `\`${defaults[stage]}\` (${stage})`).join(", ")
}

const cell = (text: string): string => text.replaceAll("|", "\\|")

const row = (process: Process, name: VariableName): string => {
  const meta = metaOf(name)
  const secret = meta.rules.some((rule) => rule !== "https") ? "yes" : ""
  return `| \`${name}\` | ${presence(process, name)} | ${secret} | ${defaultsOf(name)} | ${cell(meta.description)} Expected: ${cell(meta.expected)}. |`
}

const section = (process: Process): string =>
  [
    `## ${titles[process]}`,
    "",
    "| name | presence | secret | default | meaning |",
    "|---|---|---|---|---|",
    ...namesOf(process).map((name) => row(process, name)),
    ""
  ].join("\n")

/** `specs/environment.md`, whole. A test compares it with the file. */
export const environmentPage = (): string =>
  [
    "# Environment",
    "",
    "Generated from `packages/shared-env/src/variables.ts` by `bun packages/shared-env/write-page.ts`; a test fails when it is out of date.",
    "",
    "A group is whole or absent; an absent group turns its feature off. A name without a default must be set in every stage.",
    "Outside `local`, placeholder and short secrets are refused; in `staging` and `production` addresses must be https.",
    "`beep env check --stage S [--file F]` reports every fault at once, names and reasons, never values.",
    "",
    ...processes.map(section)
  ].join("\n")
