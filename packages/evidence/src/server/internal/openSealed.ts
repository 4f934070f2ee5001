import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { KeyDestroyed } from "@beep/vault/errors"
import { type SealedItem, Vault } from "@beep/vault/Vault"
import { Effect, Option } from "effect"
import type { SqlError } from "effect/sql"

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

type Opened = ReadonlyArray<Option.Option<string>>

/**
 * Opens many texts at once; one that was changed since it was sealed comes back as
 * none and costs the others nothing but a second try.
 */
export const openSealed: Effect.Effect<
  (items: ReadonlyArray<SealedItem>) => Effect.Effect<Opened, KeyDestroyed | SqlError.SqlError, CurrentTenant>,
  never,
  Vault
> = Effect.map(Vault, (vault) => (items) => {
  const oneByOne: Effect.Effect<
    ReadonlyArray<Option.Option<Uint8Array>>,
    KeyDestroyed | SqlError.SqlError,
    CurrentTenant
  > = Effect.forEach(items, ({ owner, purpose, sealed }) =>
    Effect.asSome(vault.open(owner, purpose, sealed)).pipe(Effect.catchTag("NotSealedHere", () => Effect.succeedNone))
  )
  if (items.length === 0) return Effect.succeed([])
  return vault.openMany(items).pipe(
    Effect.map((all) => all.map((bytes) => Option.some(bytes))),
    Effect.catchTag("NotSealedHere", () => oneByOne),
    Effect.map((all) => all.map((bytes) => Option.map(bytes, (utf) => utf8.decode(utf))))
  )
})
