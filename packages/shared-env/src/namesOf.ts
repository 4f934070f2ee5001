import type { Layout, Process } from "./processes.ts"
import { layouts } from "./processes.ts"
import type { VariableName } from "./variables.ts"

/** Every name a process may read, required ones first. */
export const namesOf = (process: Process): ReadonlyArray<VariableName> => {
  const layout: Layout = layouts[process]
  return [...layout.required, ...layout.groups.flatMap((group) => group.ways.flat())]
}
