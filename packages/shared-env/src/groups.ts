import type { EnvFault } from "./EnvFault.ts"
import type { RawEnv } from "./judge.ts"
import { isGiven } from "./judge.ts"
import type { Group } from "./processes.ts"
import type { VariableName } from "./variables.ts"

export type GroupState =
  | { readonly _tag: "Absent" }
  | { readonly _tag: "Whole"; readonly names: ReadonlyArray<VariableName> }
  | { readonly _tag: "Broken"; readonly faults: ReadonlyArray<EnvFault> }

const listed = (names: ReadonlyArray<string>): string => names.join(", ")

/** Whole, absent, or broken; a group is judged by which names are given, before any value is looked at. */
export const groupState = (group: Group, raw: RawEnv): GroupState => {
  const touched = group.ways.filter((way) => way.some((name) => isGiven(name, raw)))
  const [way, other] = touched
  if (way === undefined) {
    if (!group.mustBePresent) return { _tag: "Absent" }
    const reason = `set ${group.ways.map(listed).join(", or ")}`
    return { _tag: "Broken", faults: [{ name: group.ways[0]?.[0] ?? group.key, kind: "missing", reason }] }
  }
  if (other !== undefined) {
    const faults = [...way, ...other]
      .filter((name) => isGiven(name, raw))
      .map((name): EnvFault => ({ name, kind: "ambiguous", reason: `set ${group.ways.map(listed).join(", or ")}, not both` }))
    return { _tag: "Broken", faults }
  }
  const missing = way.filter((name) => !isGiven(name, raw))
  if (missing.length === 0) return { _tag: "Whole", names: way }
  return {
    _tag: "Broken",
    faults: missing.map((name): EnvFault => ({
      name,
      kind: "incomplete",
      reason: `the group ${group.key} is whole or absent: ${listed(way)}`
    }))
  }
}
