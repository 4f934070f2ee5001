import { Clock, Context, DateTime, Effect, Layer, Result } from "effect"
import type { CompanySource } from "../accounting/CompanySource.ts"
import { Changes } from "../ledger/Changes.ts"
import { Sandbox } from "../Sandbox.ts"
import type { CompanySettings, SettingsOrder } from "./ChangeOrder.ts"
import { type CompanyState, type ObjectRef, openState } from "./CompanyState.ts"
import { type CompanyView, type DocumentRows, viewOf } from "./CompanyView.ts"
import { Draft } from "./Draft.ts"
import type { Refusal } from "./Refusal.ts"

/** Writes one change into a draft; nothing of a refused one stays. */
export type Edit = (draft: Draft, state: CompanyState, view: CompanyView) => Result.Result<ObjectRef, Refusal>

export interface Written extends ObjectRef {
  readonly syncToken: string
  readonly at: DateTime.Utc
}

interface Store {
  readonly state: CompanyState
  readonly view: CompanyView
  readonly kept: DocumentRows
}

/** The books of every company, which change while the stand-in runs. A recorded company never does. */
export class CompanyStores extends Context.Service<
  CompanyStores,
  {
    /** The company as it stands now; undefined for a realm the stand-in does not have. */
    readonly company: (realmId: string) => Effect.Effect<CompanySource | undefined>
    /** Undefined for a realm without books of its own. */
    readonly view: (realmId: string) => Effect.Effect<CompanyView | undefined>
    /** Undefined for a realm without books of its own. */
    readonly settings: (realmId: string) => Effect.Effect<CompanySettings | undefined>
    readonly configure: (realmId: string, settings: SettingsOrder) => Effect.Effect<CompanySettings | undefined>
    /** Undefined for a realm without books of its own. Every object whose version moved is published, unless `silent`. */
    readonly change: (
      realmId: string,
      edit: Edit,
      options?: { readonly silent?: boolean | undefined }
    ) => Effect.Effect<Result.Result<Written, Refusal> | undefined>
  }
>()("@beep/sandbox/CompanyStores") {
  static readonly layer = Layer.effect(
    CompanyStores,
    Effect.gen(function* () {
      const changes = yield* Changes
      const { companies } = yield* Sandbox
      const openedAt = yield* Clock.currentTimeMillis
      const stores = new Map<string, Store>()
      const sources = new Map(companies.map((company) => [company.realmId, company]))

      const open = (realmId: string): Store | undefined => {
        const known = stores.get(realmId)
        const books = sources.get(realmId)?.books ?? null
        if (known !== undefined || books === null) return known
        const state = openState(books, openedAt)
        const kept: DocumentRows = new Map()
        const store = { state, kept, view: viewOf(state, kept) }
        stores.set(realmId, store)
        return store
      }

      return CompanyStores.of({
        company: (realmId) => Effect.sync(() => open(realmId)?.view ?? sources.get(realmId)),
        view: (realmId) => Effect.sync(() => open(realmId)?.view),
        settings: (realmId) => Effect.sync(() => open(realmId)?.state.settings),
        configure: (realmId, { asOf, ...settings }) =>
          Effect.sync(() => {
            const store = open(realmId)
            if (store === undefined) return undefined
            const { books } = store.state
            const configured = { ...store.state.settings, ...settings }
            const state = { ...store.state, settings: configured, books: { ...books, asOf: asOf ?? books.asOf } }
            stores.set(realmId, { ...store, state, view: viewOf(state, store.kept) })
            return configured
          }),
        change: Effect.fn("CompanyStores.change")(function* (realmId, edit, options) {
          const at = yield* DateTime.now
          // From here to the store being set nothing waits: two changes at once are one after the other.
          const store = open(realmId)
          if (store === undefined) return undefined
          const draft = new Draft(store.state, DateTime.toEpochMillis(at))
          const edited = edit(draft, store.state, store.view)
          if (Result.isFailure(edited)) return Result.fail(edited.failure)
          const state = draft.done()
          stores.set(realmId, { state, kept: store.kept, view: viewOf(state, store.kept) })
          if (options?.silent !== true)
            yield* Effect.forEach(draft.happened, (happened) => changes.publish({ ...happened, realmId, at }), { discard: true })
          const { entity, id } = edited.success
          const token = (draft.mark(entity, id) ?? store.state.marks.get(`${entity}/${id}`))?.syncToken
          return Result.succeed({ entity, id, syncToken: String(token ?? 0), at })
        })
      })
    })
  )
}
