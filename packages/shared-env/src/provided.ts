import { ConfigProvider, Effect } from "effect"
import { decodeEnv, stageOf } from "./decodeEnv.ts"
import { EnvFaults } from "./EnvFault.ts"
import type { EnvOf, Process } from "./processes.ts"
import { namesOf } from "./namesOf.ts"

/** Reads exactly the names of a process from the provider in scope and decodes them for their stage. */
export const provided = Effect.fnUntraced(function* <P extends Process>(process: P) {
  const provider = yield* ConfigProvider.ConfigProvider
  const entries = yield* Effect.forEach(namesOf(process), (name) =>
    Effect.map(provider.load([name]), (node): readonly [string, string | undefined] => [name, node?.value])
  ).pipe(
    Effect.mapError(
      () => new EnvFaults({ faults: [{ name: process, kind: "missing", reason: "the environment could not be read" }] })
    )
  )
  const raw = Object.fromEntries(entries)
  const stage = yield* Effect.fromResult(stageOf(raw))
  const env: EnvOf[P] = yield* Effect.fromResult(decodeEnv(process, stage, raw))
  return env
})
