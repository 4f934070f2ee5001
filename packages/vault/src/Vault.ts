import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { Context, type Effect } from "effect"
import type { SqlError } from "effect/sql"
import type { KeyDestroyed, NotSealedHere } from "./errors.ts"

export interface SealedItem {
  readonly owner: ClientId | null
  readonly purpose: string
  readonly sealed: Uint8Array
}

export class Vault extends Context.Service<Vault, {
  readonly seal: (owner: ClientId | null, purpose: string, plaintext: Uint8Array) => Effect.Effect<Uint8Array, SqlError.SqlError, CurrentTenant>
  readonly sealText: (owner: ClientId | null, purpose: string, text: string) => Effect.Effect<Uint8Array, SqlError.SqlError, CurrentTenant>
  readonly open: (
    owner: ClientId | null,
    purpose: string,
    sealed: Uint8Array
  ) => Effect.Effect<Uint8Array, KeyDestroyed | NotSealedHere | SqlError.SqlError, CurrentTenant>
  readonly openText: (
    owner: ClientId | null,
    purpose: string,
    sealed: Uint8Array
  ) => Effect.Effect<string, KeyDestroyed | NotSealedHere | SqlError.SqlError, CurrentTenant>
  readonly openMany: (
    items: ReadonlyArray<SealedItem>
  ) => Effect.Effect<ReadonlyArray<Uint8Array>, KeyDestroyed | NotSealedHere | SqlError.SqlError, CurrentTenant>
}>()("@beep/vault/Vault") {}
