import type { ClientId } from "@beep/kernel/ids"
import { Effect, Option, Schema } from "effect"
import type { EntityId } from "../../../contract/graph/ids.ts"
import { openSealed } from "../openSealed.ts"
import { EntityStatementJson, sealedFor } from "./sealed.ts"

interface Sealed {
  readonly entityId: EntityId
  readonly statementSealed: Uint8Array
}

const decode = Schema.decodeUnknownOption(EntityStatementJson)

/** What entities are called, in the order of their rows; none where the bytes are not the ones that were sealed. */
export const statementOpener = Effect.map(
  openSealed,
  (open) => (clientId: ClientId, rows: ReadonlyArray<Sealed>) =>
    open(
      rows.map(({ entityId, statementSealed }) => ({
        owner: clientId,
        purpose: sealedFor.entity(entityId),
        sealed: statementSealed
      }))
    ).pipe(Effect.map((texts) => texts.map(Option.flatMap(decode))))
)
