import * as PgTypes from "@effect/sql-pg/PgTypes"
import { Result } from "effect"

const elementOf = { text: PgTypes.OID.text, bigint: PgTypes.OID.int8, integer: PgTypes.OID.int4, boolean: PgTypes.OID.bool }

interface Elements {
  readonly text: string
  readonly bigint: bigint
  readonly integer: number
  readonly boolean: boolean
}

/**
 * One column of many rows as one array parameter: `unnest(${column("text", ids)}, ${column("bigint", amounts)}) as i(id, amount)`.
 * Rows sent as one JSON text are parsed while the statement is planned and again while it runs, which took longer than
 * inserting them. A date, an instant or a JSON text travels as `text` and is cast in the statement.
 */
export const column = <Type extends keyof Elements>(
  type: Type,
  values: ReadonlyArray<Elements[Type] | null>
): PgTypes.Parameter => Result.getOrThrow(PgTypes.array(values, elementOf[type]))
