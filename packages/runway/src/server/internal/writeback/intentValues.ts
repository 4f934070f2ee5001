import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { Vault } from "@beep/vault/Vault"
import { Effect, Option, Schema } from "effect"
import type { SqlError } from "effect/sql"
import { FieldValues } from "../../../contract/writeback/FieldValues.ts"
import type { IntentRow } from "./WriteIntents.ts"

const valuesPurpose = "runway.write_values"
const requestPurpose = "runway.write_request"

/** `now`: what QuickBooks held instead; `detail`: its own sentence of a refusal. */
export const IntentValues = Schema.Struct({
  before: FieldValues,
  after: FieldValues,
  now: Schema.NullOr(FieldValues),
  detail: Schema.NullOr(Schema.String)
})
export type IntentValues = typeof IntentValues.Type

const json = Schema.fromJsonString(IntentValues)
const encode = Schema.encodeEffect(json)
const decode = Schema.decodeEffect(json)

type InTenant<A> = Effect.Effect<A, SqlError.SqlError, CurrentTenant>

const bytesToText = new TextDecoder()

/** The sealed parts of writes, inside the transaction that reads or writes them. None once the client's key was destroyed. */
export const intentValues = Effect.gen(function* () {
  const vault = yield* Vault

  const open = (clientId: ClientId, writes: ReadonlyArray<IntentRow>): InTenant<ReadonlyMap<string, IntentValues>> =>
    vault.openMany(writes.map(({ values }) => ({ owner: clientId, purpose: valuesPurpose, sealed: values }))).pipe(
      Effect.flatMap(Effect.forEach((bytes) => Effect.orDie(decode(bytesToText.decode(bytes))))),
      Effect.map((opened) => new Map(opened.map((values, at) => [writes[at]?.writeId ?? "", values]))),
      Effect.catchTags({ KeyDestroyed: () => Effect.succeed(new Map()), NotSealedHere: Effect.die })
    )

  const openRequest = (clientId: ClientId, sealed: Uint8Array): InTenant<Option.Option<string>> =>
    vault
      .openText(clientId, requestPurpose, sealed)
      .pipe(Effect.asSome, Effect.catchTags({ KeyDestroyed: () => Effect.succeedNone, NotSealedHere: Effect.die }))

  return {
    open,
    openRequest,
    seal: (clientId: ClientId, values: IntentValues): InTenant<Uint8Array> =>
      Effect.flatMap(Effect.orDie(encode(values)), (text) => vault.sealText(clientId, valuesPurpose, text)),
    sealRequest: (clientId: ClientId, body: string): InTenant<Uint8Array> => vault.sealText(clientId, requestPurpose, body)
  }
})
