import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { type NotFound, type RoleForbidden, StaleObject, type Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import type { TimeZoneName } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Vault } from "@beep/vault/Vault"
import { Array, Context, DateTime, Effect, Layer, Schema } from "effect"
import { Hex } from "effect/encoding"
import type { SqlClient, SqlError } from "effect/sql"
import type { Client } from "../contract/Client.ts"
import { Email } from "../contract/Email.ts"
import { AddressesElsewhere, type ClientContacts as Shown, type ContactsChange } from "../contract/HouseholdsApi.ts"
import { Clients } from "./Clients.ts"
import { EmailTokens } from "./EmailTokens.ts"
import { contactsRepo } from "./internal/ContactsRepo.ts"

type Caller = CurrentTenant | CurrentActor

const purpose = "tenancy.contact"

const textOf = (lookup: Uint8Array): string => Hex.encode(lookup)

export interface NewHousehold {
  readonly name: string
  readonly timezone: TimeZoneName
  readonly addresses: ReadonlyArray<Email>
}

/**
 * The addresses a client is known by: found by a keyed hash, readable under the client's key.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class ClientContacts extends Context.Service<
  ClientContacts,
  {
    list(clientId: ClientId): Effect.Effect<Shown, NotFound | Unavailable, Caller>
    /** These and no others from now on. */
    replace(clientId: ClientId, addresses: ReadonlyArray<Email>): Effect.Effect<Shown, NotFound | Unavailable, Caller>
    /** The same by a person who saw what was there: refused where it changed since, and where another client has an address. */
    change(
      clientId: ClientId,
      change: ContactsChange
    ): Effect.Effect<Shown, NotFound | AddressesElsewhere | StaleObject | Unavailable, Caller>
    /** A client of kind household with its addresses, in one transaction; assigned to the member who makes it. */
    createHousehold(input: NewHousehold): Effect.Effect<Client, RoleForbidden | Unavailable, Caller>
    /** Addresses of every client the caller sees who is with the firm, each once; those of an erased client do not open any more. */
    readonly recorded: Effect.Effect<ReadonlyArray<Email>, Unavailable, CurrentTenant>
    /** Which clients the caller sees have one of these addresses. */
    having(addresses: ReadonlyArray<Email>): Effect.Effect<ReadonlyArray<ClientId>, Unavailable, CurrentTenant>
  }
>()("@beep/tenancy/ClientContacts") {
  static readonly layer: Layer.Layer<
    ClientContacts,
    never,
    Audit | Clients | EmailTokens | Vault | TenantTransaction | SqlClient.SqlClient
  > = Layer.effect(
    ClientContacts,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const tokens = yield* EmailTokens
      const vault = yield* Vault
      const transaction = yield* TenantTransaction
      const repo = yield* contactsRepo

      const lookupOf = (email: Email) =>
        Effect.flatMap(CurrentTenant, ({ organizationId }) => tokens.lookup("contact", `${organizationId}:${email}`))

      const hashed = (addresses: ReadonlyArray<Email>) =>
        Effect.forEach([...new Set(addresses)], (email) => Effect.map(lookupOf(email), (lookup) => ({ email, lookup })))

      const store = Effect.fnUntraced(function* (
        clientId: ClientId,
        known: ReadonlyArray<{ readonly email: Email; readonly lookup: Uint8Array }>
      ) {
        const { organizationId } = yield* CurrentTenant
        const sealer = yield* vault.sealer(clientId)
        const contacts = yield* Effect.forEach(known, ({ email, lookup }) =>
          Effect.map(sealer.sealText(purpose, email), (sealed) => ({ lookup, sealed }))
        )
        yield* repo.clear({ organizationId, clientId })
        if (Array.isReadonlyArrayNonEmpty(contacts)) {
          yield* repo.insertAll({ organizationId, clientId, contacts, at: yield* DateTime.nowAsDate })
        }
        yield* audit.append({
          action: "contacts.changed",
          entityType: "client",
          entityId: clientId,
          clientId,
          result: "ok",
          after: { addresses: contacts.length }
        })
      })

      const opened = Effect.fnUntraced(function* (
        rows: ReadonlyArray<{ readonly clientId: ClientId; readonly sealed: Uint8Array }>
      ) {
        const texts = yield* vault
          .openMany(rows.map(({ clientId, sealed }) => ({ owner: clientId, purpose, sealed })))
          .pipe(Effect.catchTag("NotSealedHere", Effect.die))
        const utf8 = new TextDecoder()
        return yield* Effect.forEach(texts, (bytes) => Effect.orDie(Schema.decodeEffect(Email)(utf8.decode(bytes))))
      })

      const read = Effect.fnUntraced(function* (clientId: ClientId) {
        const { organizationId } = yield* CurrentTenant
        const rows = yield* repo.ofClient({ organizationId, clientId })
        const addresses = yield* opened(rows.map(({ sealed }) => ({ clientId, sealed }))).pipe(
          Effect.catchTag("KeyDestroyed", () => Effect.succeed([]))
        )
        const shown: Shown = { clientId, addresses: addresses.toSorted() }
        return shown
      })

      const inTransaction = <A, E, R>(effect: Effect.Effect<A, E | SqlError.SqlError, R>) => transaction.run<A, E, R>(effect)

      return ClientContacts.of({
        list: Effect.fn("ClientContacts.list")(function* (clientId) {
          yield* clients.require(clientId)
          return yield* inTransaction<Shown, never, CurrentTenant>(read(clientId))
        }),
        replace: Effect.fn("ClientContacts.replace")(function* (clientId, addresses) {
          yield* clients.require(clientId)
          const known = yield* hashed(addresses)
          return yield* inTransaction<Shown, never, Caller>(Effect.andThen(store(clientId, known), read(clientId)))
        }),
        change: Effect.fn("ClientContacts.change")(function* (clientId, { addresses, allowShared = false, expected }) {
          yield* clients.require(clientId)
          const { organizationId } = yield* CurrentTenant
          const key = { organizationId, clientId }
          const known = yield* hashed(addresses)
          const seen = expected === undefined ? undefined : yield* hashed(expected)
          return yield* inTransaction<Shown, AddressesElsewhere | StaleObject, Caller>(
            Effect.gen(function* () {
              yield* repo.lock(key)
              if (seen !== undefined) {
                const now = (yield* repo.ofClient(key)).map(({ lookup }) => textOf(lookup))
                if (
                  now.toSorted().join() !==
                  seen
                    .map(({ lookup }) => textOf(lookup))
                    .toSorted()
                    .join()
                ) {
                  return yield* new StaleObject()
                }
              }
              const lookups = known.map(({ lookup }) => lookup)
              if (!allowShared && Array.isReadonlyArrayNonEmpty(lookups)) {
                const others = Map.groupBy(yield* repo.elsewhere({ ...key, lookups }), ({ lookup }) => textOf(lookup))
                const taken = known.flatMap(({ email, lookup }) => {
                  const rows = others.get(textOf(lookup))
                  return rows === undefined
                    ? []
                    : [{ place: addresses.indexOf(email), clientIds: rows.map((row) => row.clientId) }]
                })
                if (taken.length > 0) return yield* new AddressesElsewhere({ taken })
              }
              yield* store(clientId, known)
              return yield* read(clientId)
            })
          )
        }),
        createHousehold: Effect.fn("ClientContacts.createHousehold")(function* ({ addresses, name, timezone }) {
          const known = yield* hashed(addresses)
          return yield* clients.createWith<never, Caller>({ kind: "household", name, timezone, homeCurrency: usd }, ({ id }) =>
            store(id, known)
          )
        }),
        recorded: inTransaction<ReadonlyArray<Email>, never, CurrentTenant>(
          Effect.gen(function* () {
            const { organizationId } = yield* CurrentTenant
            const rows = yield* repo.ofEveryClient({ organizationId })
            const ofEach = [...Map.groupBy(rows, ({ clientId }) => clientId).values()]
            // One who was erased takes nobody's addresses along.
            const apart = Effect.forEach(ofEach, (own) =>
              Effect.catchTag(opened(own), "KeyDestroyed", () => Effect.succeed<ReadonlyArray<Email>>([]))
            ).pipe(Effect.map((lists) => lists.flat()))
            return [...new Set(yield* Effect.catchTag(opened(rows), "KeyDestroyed", () => apart))]
          })
        ).pipe(Effect.withSpan("ClientContacts.recorded")),
        having: Effect.fn("ClientContacts.having")(function* (addresses) {
          const { organizationId } = yield* CurrentTenant
          const lookups = (yield* hashed(addresses)).map(({ lookup }) => lookup)
          if (!Array.isReadonlyArrayNonEmpty(lookups)) return []
          const rows = yield* inTransaction<ReadonlyArray<{ readonly clientId: ClientId }>, never, CurrentTenant>(
            repo.having({ organizationId, lookups })
          )
          return rows.map(({ clientId }) => clientId)
        })
      })
    })
  )
}
