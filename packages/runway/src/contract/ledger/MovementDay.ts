import { LocalDate } from "@beep/kernel/LocalDate"
import { Schema } from "effect"
import type { CashMovement } from "./CashMovement.ts"

/** The movements of one day: how many, and the lower-case hex SHA-256 of {@link dayText}. */
export const MovementDay = Schema.Struct({ date: LocalDate, movements: Schema.Int, sha256: Schema.String })
export type MovementDay = typeof MovementDay.Type

/** The movements of one day as a text that does not depend on the order they were read in. */
export const dayText = (movements: ReadonlyArray<CashMovement>): string =>
  movements
    .map((movement) =>
      JSON.stringify([
        movement.accountQboId,
        movement.date,
        movement.amountMinor.toString(),
        movement.counterKind,
        movement.sourceType,
        movement.sourceQboId,
        movement.line,
        movement.reportRowKey,
        movement.label,
        movement.isOneOff
      ])
    )
    .toSorted()
    .join("\n")
