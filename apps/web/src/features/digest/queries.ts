import type { ClientId } from "@beep/kernel/ids"
import type { Cursor } from "@beep/kernel/Page"
import type { KnownTime } from "@beep/runway/contract/digest/KnownTime"
import type { FigureId } from "@beep/runway/contract/runway/Figure"
import type { SyncPhase } from "@beep/runway/contract/sync/SyncStatus"
import type { TieOutCertificateId } from "@beep/runway/contract/tieout/TieOutCertificate"
import { infiniteQueryOptions, queryOptions, skipToken } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"
import type { RowPlace } from "./DigestSearch.ts"

export const isActive = (phase: SyncPhase): boolean => phase === "queued" || phase === "running"

/** Of which time; undefined is now. */
export type At = KnownTime | undefined

const asked = (at: At) => (at === undefined ? {} : { at })
/** The past stands still: it is read once. */
const pace = (at: At) => (at === undefined ? {} : { staleTime: Number.POSITIVE_INFINITY })

export const digestQuery = (clientId: ClientId, at?: At) =>
  queryOptions({
    queryKey: ["clients", clientId, "digest", at ?? "now"],
    queryFn: ({ signal }) => callApi((client) => client.digest.digest({ params: { clientId }, query: asked(at) }), signal),
    ...(at === undefined ? { refetchInterval: 30_000 } : pace(at))
  })

/** What stood to be fixed in the books: a few numbers, where the tray of today has every issue. */
export const hygieneQuery = (clientId: ClientId, at: NonNullable<At>) =>
  queryOptions({
    queryKey: ["clients", clientId, "tray", "counts", at],
    queryFn: ({ signal }) => callApi((client) => client.hygiene.standing({ params: { clientId }, query: asked(at) }), signal),
    ...pace(at)
  })

export const derivationQuery = (clientId: ClientId, figure: FigureId, at: At) =>
  queryOptions({
    queryKey: ["clients", clientId, "derivation", figure, at ?? "now"],
    queryFn: ({ signal }) =>
      callApi((client) => client.digest.derivation({ params: { clientId }, query: { figure, ...asked(at) } }), signal),
    ...pace(at)
  })

/** The rows of one part after its first page; nothing is read until asked for. */
export const moreRowsQuery = (clientId: ClientId, figure: FigureId, first: Cursor | null, at: At) =>
  infiniteQueryOptions({
    queryKey: ["clients", clientId, "derivation", figure, "rows", first],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        (client) =>
          client.digest.derivation({
            params: { clientId },
            query: { figure, ...asked(at), ...(pageParam === null ? {} : { cursor: pageParam }) }
          }),
        signal
      ),
    initialPageParam: first,
    getNextPageParam: (last): Cursor | null => last.parts[0]?.nextCursor ?? null,
    enabled: false
  })

export const recordQuery = (clientId: ClientId, { entityType, qboId }: RowPlace, at: At) =>
  queryOptions({
    queryKey: ["clients", clientId, "ledger", entityType, qboId, at ?? "now"],
    queryFn: ({ signal }) =>
      callApi((client) => client.digest.ledgerRecord({ params: { clientId, entityType, qboId }, query: asked(at) }), signal),
    ...pace(at)
  })

export const syncQuery = (clientId: ClientId) =>
  queryOptions({
    queryKey: ["clients", clientId, "sync"],
    queryFn: ({ signal }) => callApi((client) => client.digest.syncState({ params: { clientId } }), signal),
    refetchInterval: ({ state }) => (state.data !== undefined && isActive(state.data.phase) ? 1_000 : 30_000)
  })

export const dataIssuesQuery = (clientId: ClientId) =>
  queryOptions({
    queryKey: ["clients", clientId, "data-issues"],
    queryFn: ({ signal }) => callApi((client) => client.books.dataIssues({ params: { clientId } }), signal)
  })

export const connectionQuery = (clientId: ClientId) =>
  queryOptions({
    queryKey: ["clients", clientId, "connection"],
    queryFn: ({ signal }) => callApi((client) => client.connections.status({ params: { clientId } }), signal)
  })

/** The newest certificate, or one of before. */
export type TieOutPlace = "latest" | TieOutCertificateId

export const tieOutQuery = (clientId: ClientId) =>
  queryOptions({
    queryKey: ["clients", clientId, "tie-out"],
    queryFn: ({ signal }) => callApi((client) => client.tieOut.standing({ params: { clientId } }), signal),
    refetchInterval: 30_000
  })

/** A certificate never changes. Nothing is read while it is not known which. */
export const certificateQuery = (clientId: ClientId, certificateId: TieOutCertificateId | null) =>
  queryOptions({
    queryKey: ["clients", clientId, "tie-out", certificateId],
    queryFn:
      certificateId === null
        ? skipToken
        : ({ signal }) => callApi((client) => client.tieOut.certificate({ params: { clientId, certificateId } }), signal),
    staleTime: Number.POSITIVE_INFINITY
  })
