import { Context, DateTime, Effect, Layer, type Result, Schema, Stream } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http"
import type { Changes } from "./contract/Changes.ts"
import type { Credentials } from "./contract/Credentials.ts"
import type { EntityName, EntityTypes } from "./contract/entities/entityTypes.ts"
import type { Mirrored } from "./contract/entities/Mirrored.ts"
import type { QuickBooksError } from "./contract/faults.ts"
import type { Page } from "./contract/Page.ts"
import { countQuery, type Where } from "./contract/query.ts"
import { type ReportName, ReportTree } from "./contract/report/ReportTree.ts"
import { WholeNumber } from "./contract/wire/scalars.ts"
import {
  type BatchItem,
  type BatchItemId,
  batchLimit,
  type RequestId,
  type Update,
  type WritableEntity
} from "./contract/write/WriteRequest.ts"
import { batchBody, readBatch } from "./internal/batch.ts"
import { queryPages } from "./internal/queryPages.ts"
import { readChanges } from "./internal/readChanges.ts"
import { readAnswer, readObject } from "./internal/readAnswer.ts"
import { sendOnce } from "./internal/sendOnce.ts"
import { QuickBooksConfig } from "./QuickBooksConfig.ts"
import { RealmLimits } from "./RealmLimits.ts"
import { retrying } from "./retry.ts"

const CountAnswer = Schema.Struct({ QueryResponse: Schema.Struct({ totalCount: Schema.optionalKey(WholeNumber) }) })

/** Typed calls to one company's QuickBooks; retried and kept under Intuit's limits per realm. */
export class QuickBooks extends Context.Service<
  QuickBooks,
  {
    readonly companyInfo: (credentials: Credentials) => Effect.Effect<Mirrored<EntityTypes["CompanyInfo"]>, QuickBooksError>
    /** Every object of an entity, each Id once. Inactive master records only with `activeOrNot`. */
    readonly queryAll: <Name extends EntityName>(
      credentials: Credentials,
      entity: Name,
      where?: Where
    ) => Stream.Stream<Mirrored<EntityTypes[Name]>, QuickBooksError>
    /** The same, page by page, with QuickBooks' clock at each. */
    readonly queryPages: <Name extends EntityName>(
      credentials: Credentials,
      entity: Name,
      where?: Where
    ) => Stream.Stream<Page<Name>, QuickBooksError>
    /** What changed since an instant of the last thirty days, each object once as it is now; see `Changes` for what an answer leaves out. */
    readonly changes: (
      credentials: Credentials,
      entities: ReadonlyArray<EntityName>,
      changedSince: DateTime.Utc
    ) => Effect.Effect<Changes, QuickBooksError>
    readonly count: (credentials: Credentials, entity: EntityName, where?: Where) => Effect.Effect<number, QuickBooksError>
    readonly read: <Name extends EntityName>(
      credentials: Credentials,
      entity: Name,
      id: string
    ) => Effect.Effect<Mirrored<EntityTypes[Name]>, QuickBooksError>
    /**
     * Writes one object and answers it as it then is. The request id makes it safe to send again: QuickBooks
     * writes once and answers as the first time did.
     */
    readonly update: <Name extends WritableEntity>(
      credentials: Credentials,
      requestId: RequestId,
      update: Update<Name>
    ) => Effect.Effect<Mirrored<EntityTypes[Name]>, QuickBooksError>
    /**
     * At most thirty updates in one call, served one after the other; each ends for itself, and what is wrong
     * with one stands in its place. An item the answer leaves out fails as `TransientFault`: nobody knows.
     */
    readonly batch: (
      credentials: Credentials,
      requestId: RequestId,
      items: ReadonlyArray<BatchItem>
    ) => Effect.Effect<
      ReadonlyMap<BatchItemId, Result.Result<Mirrored<EntityTypes[WritableEntity]>, QuickBooksError>>,
      QuickBooksError
    >
    /** `params` as Intuit names them: `start_date`, `end_date`, `report_date`, `accounting_method`. */
    readonly report: (
      credentials: Credentials,
      name: ReportName,
      params: Readonly<Record<string, string>>
    ) => Effect.Effect<Mirrored<ReportTree>, QuickBooksError>
  }
>()("@beep/quickbooks/QuickBooks") {
  static readonly layerNoDeps = Layer.effect(
    QuickBooks,
    Effect.gen(function* () {
      const client = yield* HttpClient.HttpClient
      const config = yield* QuickBooksConfig
      const limits = yield* RealmLimits

      const get = ({ accessToken, realmId }: Credentials, path: string, params: Readonly<Record<string, string>>) =>
        retrying(
          limits.within(realmId)(
            sendOnce(
              client,
              HttpClientRequest.get(`${config.apiBaseUrl}/v3/company/${realmId}/${path}`).pipe(
                HttpClientRequest.setUrlParams({ ...params, minorversion: config.minorVersion }),
                HttpClientRequest.acceptJson,
                HttpClientRequest.bearerToken(accessToken)
              )
            )
          )
        )

      const post = (
        { accessToken, realmId }: Credentials,
        kind: "write" | "batch",
        path: string,
        requestId: RequestId,
        body: string
      ) =>
        retrying(
          limits.within(
            realmId,
            kind
          )(
            sendOnce(
              client,
              HttpClientRequest.post(`${config.apiBaseUrl}/v3/company/${realmId}/${path}`).pipe(
                HttpClientRequest.setUrlParams({ requestid: requestId, minorversion: config.minorVersion }),
                HttpClientRequest.acceptJson,
                HttpClientRequest.bearerToken(accessToken),
                HttpClientRequest.bodyText(body, "application/json")
              )
            )
          )
        )

      const ask = (credentials: Credentials) => (query: string) => get(credentials, "query", { query })

      const pages = <Name extends EntityName>(credentials: Credentials, entity: Name, where: Where = []) =>
        Stream.withSpan(queryPages(ask(credentials), entity, where), "QuickBooks.queryAll", { attributes: { entity } })

      const read = Effect.fn("QuickBooks.read")(function* <Name extends EntityName>(
        credentials: Credentials,
        entity: Name,
        id: string
      ) {
        yield* Effect.annotateCurrentSpan({ entity })
        const text = yield* get(credentials, `${entity.toLowerCase()}/${encodeURIComponent(id)}`, {})
        return yield* readObject(entity, text)
      })

      return QuickBooks.of({
        companyInfo: (credentials) => read(credentials, "CompanyInfo", credentials.realmId),
        queryAll: (credentials, entity, where = []) =>
          Stream.flatMap(pages(credentials, entity, where), ({ rows }) => Stream.fromIterable(rows)),
        queryPages: pages,
        changes: Effect.fn("QuickBooks.changes")(function* (credentials, entities, changedSince) {
          const text = yield* get(credentials, "cdc", {
            entities: entities.join(","),
            changedSince: DateTime.formatIso(changedSince)
          })
          return yield* readChanges(text, entities)
        }),
        count: Effect.fn("QuickBooks.count")(function* (credentials, entity, where = []) {
          yield* Effect.annotateCurrentSpan({ entity })
          const answer = yield* readAnswer(CountAnswer, yield* ask(credentials)(countQuery(entity, where)))
          return answer.QueryResponse.totalCount ?? 0
        }),
        read,
        update: Effect.fn("QuickBooks.update")(function* (credentials, requestId, { body, entity }) {
          yield* Effect.annotateCurrentSpan({ entity })
          return yield* readObject(entity, yield* post(credentials, "write", entity.toLowerCase(), requestId, body))
        }),
        batch: Effect.fn("QuickBooks.batch")(function* (credentials, requestId, items) {
          yield* Effect.annotateCurrentSpan({ rows: items.length })
          if (items.length === 0) return new Map()
          if (items.length > batchLimit)
            return yield* Effect.die(new Error(`a batch holds ${batchLimit} items, not ${items.length}`))
          return yield* readBatch(items, yield* post(credentials, "batch", "batch", requestId, batchBody(items)))
        }),
        report: Effect.fn("QuickBooks.report")(function* (credentials, name, params) {
          yield* Effect.annotateCurrentSpan({ report: name })
          const raw = yield* get(credentials, `reports/${name}`, params)
          return { value: yield* readAnswer(ReportTree, raw), raw }
        })
      })
    })
  )

  /** Limits counted in this process; the settings come from `QuickBooksConfig`. */
  static readonly layer = QuickBooks.layerNoDeps.pipe(Layer.provide([RealmLimits.layer, FetchHttpClient.layer]))
}
