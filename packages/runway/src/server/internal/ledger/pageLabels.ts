import type { ClientId, OrganizationId } from "@beep/kernel/ids"
import { decoded } from "@beep/sql/query"
import { type SealedItem, Vault } from "@beep/vault/Vault"
import { Array as Arr, Effect, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import type { RecordLabel } from "../../ledger/draft/DraftRecord.ts"
import { decodeLabels, labelsPurpose } from "./ledgerPage.ts"

const Page = Schema.Struct({ page_id: Schema.String, sealed: Schema.Uint8Array })

/** Pages opened at once: each holds the words of a thousand records, of which a read may want a few. */
const pagesAtOnce = 16

interface Placed {
  readonly page_id: string
  readonly page_position: number
}

/** The words of records by their place; none once their client's key was destroyed. In the caller's tenant transaction. */
export const pageLabels = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const vault = yield* Vault

  const opened = Effect.fnUntraced(function* (
    organizationId: OrganizationId,
    clientId: ClientId,
    pageIds: ReadonlyArray<string>
  ) {
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
    const texts = yield* vault
      .openMany(items)
      .pipe(Effect.catchTags({ KeyDestroyed: () => Effect.succeed([]), NotSealedHere: Effect.die }))
    const labels = yield* Effect.forEach(texts, (page) => Effect.orDie(decodeLabels(page)))
    return new Map(labels.map((list, index) => [pages[index]?.page_id ?? "", list]))
  })

  return Effect.fnUntraced(function* (organizationId: OrganizationId, clientId: ClientId, places: ReadonlyArray<Placed>) {
    const wanted = Map.groupBy(places, ({ page_id }) => page_id)
    const found = new Map<string, ReadonlyMap<number, RecordLabel>>()
    for (const pageIds of Arr.chunksOf([...wanted.keys()], pagesAtOnce)) {
      for (const [pageId, labels] of yield* opened(organizationId, clientId, pageIds))
        found.set(pageId, new Map((wanted.get(pageId) ?? []).map(({ page_position: at }) => [at, labels[at] ?? {}])))
    }
    return ({ page_id, page_position }: Placed): RecordLabel => found.get(page_id)?.get(page_position) ?? {}
  })
})
