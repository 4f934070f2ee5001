import type { Schema } from "effect"
import type { Stage } from "./Stage.ts"

/** What must hold besides the schema. `secret` refuses placeholders and short values outside `local`; `https` refuses plain http in public stages. */
export type Rule = "secret" | "database" | "https"

export interface VariableMeta {
  readonly description: string
  /** Completes "expected …"; the only words a fault says about a value. */
  readonly expected: string
  readonly rules: ReadonlyArray<Rule>
  /** Used when the name is absent in that stage. A secret has none. */
  readonly defaults: Partial<Record<Stage, string>>
}

export interface Variable<S extends Schema.ConstraintCodec<unknown, string>> extends VariableMeta {
  readonly schema: S
}

export const variable = <S extends Schema.ConstraintCodec<unknown, string>>(
  schema: S,
  meta: Pick<VariableMeta, "description" | "expected"> & Partial<Pick<VariableMeta, "rules" | "defaults">>
): Variable<S> => ({ rules: [], defaults: {}, ...meta, schema })

/** The same default in every stage. */
export const everywhere = (value: string): Record<Stage, string> => ({
  local: value,
  test: value,
  staging: value,
  production: value
})

/** A default for the developer's machine and the test run only. */
export const onOneMachine = (value: string): Partial<Record<Stage, string>> => ({ local: value, test: value })
