import { Result } from "effect"
import { decodeEnv } from "./decodeEnv.ts"
import type { EnvFault } from "./EnvFault.ts"
import type { RawEnv } from "./judge.ts"
import { isGiven, metaOf, rawValue } from "./judge.ts"
import { namesOf } from "./namesOf.ts"
import type { Layout, Process } from "./processes.ts"
import { layouts } from "./processes.ts"
import type { Stage } from "./Stage.ts"
import { unknownNames } from "./unknownNames.ts"
import { groupState } from "./groups.ts"

export interface EnvRow {
  readonly name: string
  readonly status: "set" | "default" | "off" | "fault"
  /** Why it is a fault, or which group is off; never a value. */
  readonly note: string
}

export interface EnvReport {
  readonly process: Process
  readonly stage: Stage
  readonly ok: boolean
  readonly rows: ReadonlyArray<EnvRow>
}

const faultsOf = (process: Process, stage: Stage, raw: RawEnv): ReadonlyArray<EnvFault> =>
  Result.match(decodeEnv(process, stage, raw), { onSuccess: () => [], onFailure: (failure) => failure.faults })

const groupNote = (process: Process, name: string, raw: RawEnv): string => {
  const layout: Layout = layouts[process]
  const group = layout.groups.find((candidate) => candidate.ways.flat().some((member) => member === name))
  if (group === undefined) return ""
  return groupState(group, raw)._tag === "Absent"
    ? `group ${group.key} is not configured`
    : `group ${group.key} is set another way`
}

/**
 * One row per name the process may read, and one per name under our prefixes
 * that does not exist. The values a deploy is about to use are never in it.
 */
export const checkEnv = (process: Process, stage: Stage, raw: RawEnv): EnvReport => {
  const faults = [...faultsOf(process, stage, raw), ...unknownNames(raw)]
  const known = namesOf(process).map((name): EnvRow => {
    const fault = faults.find((candidate) => candidate.name === name)
    if (fault !== undefined) return { name, status: "fault", note: fault.reason }
    if (isGiven(name, raw)) return { name, status: "set", note: metaOf(name).rules.includes("secret") ? "secret" : "" }
    return rawValue(name, stage, raw) === undefined
      ? { name, status: "off", note: groupNote(process, name, raw) }
      : { name, status: "default", note: "" }
  })
  const listed = new Set(known.map((row) => row.name))
  const others = faults
    .filter((fault) => !listed.has(fault.name))
    .map((fault): EnvRow => ({ name: fault.name, status: "fault", note: fault.reason }))
  return { process, stage, ok: faults.length === 0, rows: [...known, ...others] }
}
