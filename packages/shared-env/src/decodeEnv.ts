import { Result, Schema } from "effect"
import { conflicts } from "./conflicts.ts"
import type { EnvFault } from "./EnvFault.ts"
import { EnvFaults } from "./EnvFault.ts"
import { groupState } from "./groups.ts"
import type { RawEnv } from "./judge.ts"
import { judge, rawValue } from "./judge.ts"
import type { EnvOf, Layout, Process } from "./processes.ts"
import { layouts, schemas } from "./processes.ts"
import { Stage } from "./Stage.ts"
import type { VariableName } from "./variables.ts"

type Assembled = Record<string, string | Record<string, string>>

const decoders: { readonly [P in Process]: (input: unknown) => Result.Result<EnvOf[P], Schema.SchemaError> } = {
  server: Schema.decodeUnknownResult(schemas.server),
  web: Schema.decodeUnknownResult(schemas.web),
  cli: Schema.decodeUnknownResult(schemas.cli),
  sandbox: Schema.decodeUnknownResult(schemas.sandbox)
}

const assemble = (layout: Layout, stage: Stage, raw: RawEnv, faults: Array<EnvFault>): Assembled => {
  const take = (name: VariableName, into: Record<string, unknown>) => {
    const value = rawValue(name, stage, raw)
    if (value === undefined) {
      faults.push({ name, kind: "missing", reason: `is required in ${stage}` })
      return
    }
    const fault = judge(name, stage, value)
    if (fault !== undefined) faults.push(fault)
    into[name] = value
  }
  const assembled: Assembled = {}
  for (const name of layout.required) take(name, assembled)
  for (const group of layout.groups) {
    const state = groupState(group, raw)
    if (state._tag === "Broken") faults.push(...state.faults)
    if (state._tag !== "Whole") continue
    const members: Record<string, string> = {}
    for (const name of state.names) take(name, members)
    assembled[group.key] = members
  }
  return assembled
}

/** Faults keep the first reason per name, so that one mistake is one line. */
const distinct = (faults: ReadonlyArray<EnvFault>): ReadonlyArray<EnvFault> =>
  faults.filter((fault, at) => faults.findIndex((other) => other.name === fault.name) === at)

/**
 * Decodes one process' environment as it must be in `stage`. Collects every
 * fault; a fault carries the name and the reason, never the value.
 */
export const decodeEnv = <P extends Process>(process: P, stage: Stage, raw: RawEnv): Result.Result<EnvOf[P], EnvFaults> => {
  const faults: Array<EnvFault> = []
  const assembled = assemble(layouts[process], stage, raw, faults)
  const all = distinct([...faults, ...conflicts(process, stage, raw)])
  if (all.length > 0) return Result.fail(new EnvFaults({ faults: all }))
  return Result.mapError(
    decoders[process](assembled),
    () => new EnvFaults({ faults: [{ name: process, kind: "invalid", reason: "does not decode as a whole" }] })
  )
}

/** The stage a process says it runs in; required, because everything else depends on it. */
export const stageOf = (raw: RawEnv): Result.Result<Stage, EnvFaults> =>
  Result.mapError(
    Schema.decodeUnknownResult(Stage)(raw["APP_ENV"]),
    () =>
      new EnvFaults({
        faults: [
          {
            name: "APP_ENV",
            kind: raw["APP_ENV"] ? "invalid" : "missing",
            reason: "expected one of local, test, staging, production"
          }
        ]
      })
  )
