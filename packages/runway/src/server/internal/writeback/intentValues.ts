import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { Vault } from "@beep/vault/Vault"
import { Array as Arr, Effect, Schema } from "effect"
import type { SqlError } from "effect/sql"
import { FieldValues } from "../../../contract/writeback/FieldValues.ts"
import type { WriteId } from "../../../contract/writeback/WriteBack.ts"
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

/** A byte order mark is content here. */
const bytesToText = new TextDecoder("utf-8", { ignoreBOM: true })

interface SealedPart {
  readonly writeId: WriteId
  readonly sealed: Uint8Array
}

/** The sealed parts of writes, inside the transaction that reads or writes them. None once the client's key was destroyed. */
export const intentValues = Effect.gen(function* () {
  const vault = yield* Vault

  const texts = (
    clientId: ClientId,
    purpose: string,
    parts: ReadonlyArray<SealedPart>
  ): InTenant<ReadonlyArray<readonly [WriteId, string]>> =>
    vault
      .openMany(parts.map(({ sealed }) => ({ owner: clientId, purpose, sealed })))
      .pipe(
        Effect.map(Arr.zipWith(parts, (bytes, { writeId }) => [writeId, bytesToText.decode(bytes)] as const)),
        Effect.catchTags({ KeyDestroyed: () => Effect.succeed([]), NotSealedHere: Effect.die })
      )

  const open = (clientId: ClientId, writes: ReadonlyArray<IntentRow>): InTenant<ReadonlyMap<WriteId, IntentValues>> =>
    texts(
      clientId,
      valuesPurpose,
      writes.map(({ values, writeId }) => ({ writeId, sealed: values }))
    ).pipe(
      Effect.flatMap(
        Effect.forEach(([writeId, text]) => Effect.map(Effect.orDie(decode(text)), (values) => [writeId, values] as const))
      ),
      Effect.map((opened) => new Map(opened))
    )

  /** The bodies of those that went out and were not answered. */
  const openRequests = (clientId: ClientId, writes: ReadonlyArray<IntentRow>): InTenant<ReadonlyMap<WriteId, string>> =>
    Effect.map(
      texts(
        clientId,
        requestPurpose,
        writes.flatMap(({ request, writeId }) => (request === null ? [] : [{ writeId, sealed: request }]))
      ),
      (opened) => new Map(opened)
    )

  return {
    open,
    openRequests,
    seal: (clientId: ClientId, values: IntentValues): InTenant<Uint8Array> =>
      Effect.flatMap(Effect.orDie(encode(values)), (text) => vault.sealText(clientId, valuesPurpose, text)),
    sealRequest: (clientId: ClientId, body: string): InTenant<Uint8Array> => vault.sealText(clientId, requestPurpose, body)
  }
})
