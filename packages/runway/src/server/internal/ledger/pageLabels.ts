import type { ClientId, OrganizationId } from "@beep/kernel/ids"
import { decoded } from "@beep/sql/query"
import { type SealedItem, Vault } from "@beep/vault/Vault"
import { Effect, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import type { RecordLabel } from "../../ledger/draft/DraftRecord.ts"
import { decodeLabels, labelsPurpose } from "./ledgerPage.ts"

const Page = Schema.Struct({ page_id: Schema.String, sealed: Schema.Uint8Array })

/** The words of pages by their position there; none of a page once its client's key was destroyed. In the caller's tenant transaction. */
export const pageLabels = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const vault = yield* Vault

  return Effect.fnUntraced(function* (organizationId: OrganizationId, clientId: ClientId, pageIds: ReadonlyArray<string>) {
    if (pageIds.length === 0) return new Map<string, ReadonlyArray<RecordLabel>>()
    const pages = yield* decoded(
      SqlSchema.findAll({
        Request: Schema.Void,
        Result: Page,
        execute: () => sql`
          select p.page_id, p.labels_sealed as sealed
          from jsonb_array_elements_text(${JSON.stringify(pageIds)}::text::jsonb) as wanted(page_id)
          join runway.ledger_page p on p.organization_id = ${organizationId}::uuid and p.client_id = ${clientId}::uuid
            and p.page_id = wanted.page_id::uuid`
      })()
    )
    const items = pages.map((page): SealedItem => ({ owner: clientId, purpose: labelsPurpose, sealed: page.sealed }))
    const opened = yield* vault
      .openMany(items)
      .pipe(Effect.catchTags({ KeyDestroyed: () => Effect.succeed([]), NotSealedHere: Effect.die }))
    const labels = yield* Effect.forEach(opened, (page) => Effect.orDie(decodeLabels(page)))
    return new Map<string, ReadonlyArray<RecordLabel>>(labels.map((list, index) => [pages[index]?.page_id ?? "", list]))
  })
})
