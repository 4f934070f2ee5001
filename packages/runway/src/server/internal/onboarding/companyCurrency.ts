import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { Currency } from "@beep/kernel/Money"
import { Effect, Option, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import { LedgerReader } from "../ledger/LedgerReader.ts"

const Preferences = Schema.fromJsonString(
  Schema.Struct({
    CurrencyPrefs: Schema.optionalKey(
      Schema.Struct({
        HomeCurrency: Schema.optionalKey(Schema.Struct({ value: Currency })),
        MultiCurrencyEnabled: Schema.optionalKey(Schema.Boolean)
      })
    )
  })
)
const decodePreferences = Schema.decodeUnknownOption(Preferences)

/** In which currency QuickBooks keeps a company's books, and whether it uses others too; inside a tenant transaction. */
export const companyCurrency = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const reader = yield* LedgerReader

  return Effect.fn("companyCurrency")(function* (clientId: ClientId) {
    const { organizationId } = yield* CurrentTenant
    const found = yield* SqlSchema.findOneOption({
      Request: Schema.Void,
      Result: Schema.Struct({ qbo_id: Schema.String }),
      execute: () => sql`
        select qbo_id from runway.ledger_record where organization_id = ${organizationId}::uuid and client_id = ${clientId}::uuid
          and entity_type = 'Preferences' and superseded_at is null and not deleted limit 1`
    })().pipe(Effect.catchTag("SchemaError", Effect.die))
    const source = Option.isNone(found) ? Option.none() : yield* reader.source(clientId, "Preferences", found.value.qbo_id)
    const prefs = Option.flatMap(source, ({ raw }) => decodePreferences(raw)).pipe(
      Option.flatMapNullishOr(({ CurrencyPrefs }) => CurrencyPrefs),
      Option.getOrUndefined
    )
    return { home: prefs?.HomeCurrency?.value ?? null, multi: prefs?.MultiCurrencyEnabled ?? false }
  })
})
