import { AuthSql } from "@beep/sql/Database"
import { KekId } from "@beep/vault/KeyEncryption"
import { Effect, Schema } from "effect"
import * as query from "@beep/sql/query"

export const SymmetricPurpose = Schema.Literals(["email_lookup", "email_seal"])
export type SymmetricPurpose = typeof SymmetricPurpose.Type

/** RFC 7517 members of a P-256 key; `kid` is its RFC 7638 thumbprint. */
export const PublicJwk = Schema.Struct({
  kty: Schema.Literal("EC"),
  crv: Schema.Literal("P-256"),
  x: Schema.String,
  y: Schema.String
})

/** Bytes under the key-encryption key of the environment, and which one that was. */
const Wrapped = { kekId: KekId, wrapped: Schema.Uint8Array }

const SigningRow = Schema.Struct({
  id: Schema.String,
  publicKey: PublicJwk,
  ...Wrapped,
  signsFrom: Schema.DateTimeUtcFromDate
})

/** Rows of `identity.sealed_key`. */
export const sealedKeysRepo = Effect.gen(function* () {
  const sql = yield* AuthSql
  return {
    symmetric: query.option({
      Request: SymmetricPurpose,
      Result: Schema.Struct(Wrapped),
      execute: (purpose) => sql`select kek_id as "kekId", sealed as wrapped from identity.sealed_key where id = ${purpose}`
    }),
    /** The first process to come makes the key; the others read it. */
    addSymmetric: query.none({
      Request: Schema.Struct({ purpose: SymmetricPurpose, ...Wrapped, at: Schema.Date }),
      execute: (r) =>
        sql`insert into identity.sealed_key (id, purpose, kek_id, sealed, created_at, signs_from)
          values (${r.purpose}, ${r.purpose}, ${r.kekId}, ${r.wrapped}, ${r.at}, ${r.at}) on conflict (id) do nothing`
    }),
    signing: query.all({
      Request: Schema.Void,
      Result: SigningRow,
      execute: () =>
        sql`select id, public_key as "publicKey", kek_id as "kekId", sealed as wrapped, signs_from as "signsFrom" from identity.sealed_key
          where purpose = 'token_signing' order by signs_from desc, id limit 8`
    }),
    addSigning: query.none({
      Request: Schema.Struct({
        id: Schema.String,
        publicKey: Schema.fromJsonString(PublicJwk),
        ...Wrapped,
        at: Schema.Date,
        signsFrom: Schema.Date
      }),
      execute: (r) =>
        sql`insert into identity.sealed_key (id, purpose, public_key, kek_id, sealed, created_at, signs_from)
          values (${r.id}, 'token_signing', ${r.publicKey}::text::jsonb, ${r.kekId}, ${r.wrapped}, ${r.at}, ${r.signsFrom})`
    }),
    under: query.all({
      Request: Schema.Struct({ notKekId: KekId }),
      Result: Schema.Struct({ id: Schema.String, purpose: Schema.String, ...Wrapped }),
      execute: (r) =>
        sql`select id, purpose, kek_id as "kekId", sealed as wrapped from identity.sealed_key
          where kek_id <> ${r.notKekId} order by id for update`
    }),
    rewrap: query.none({
      Request: Schema.Struct({ id: Schema.String, ...Wrapped }),
      execute: (r) => sql`update identity.sealed_key set kek_id = ${r.kekId}, sealed = ${r.wrapped} where id = ${r.id}`
    }),
    /** Released with the transaction; keeps two processes from making two first keys. */
    lock: query.none({
      Request: Schema.Void,
      execute: () => sql`select pg_advisory_xact_lock(hashtext('identity.token_signing'))`
    }),
    inTransaction: sql.withTransaction
  }
})
