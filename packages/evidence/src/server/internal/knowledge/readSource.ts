import { dateIn } from "@beep/kernel/LocalDate"
import type { Client as ClientRow } from "@beep/tenancy/contract/Client"
import { Effect, Result } from "effect"
import type { GraphContext, KnownPerson } from "../../../contract/graph/find/GraphContext.ts"
import type { EntityId } from "../../../contract/graph/ids.ts"
import type { KnownEntity } from "../../../contract/graph/resolve.ts"
import type { Envelope } from "../sealedForms.ts"
import { versionOpener } from "./openVersion.ts"
import type { Waiting } from "./RunsRepo.ts"

export interface SourceText {
  readonly content: string
  readonly statedAt: Date
  readonly header: Pick<Envelope, "from" | "replyTo">
  readonly context: Omit<GraphContext, "known" | "clientAddresses">
}

/** The version a run is about, opened; the reason when it cannot be. */
export const sourceReader = Effect.map(
  versionOpener,
  (open) =>
    (client: ClientRow, { documentId, documentVersionId }: Pick<Waiting, "documentId" | "documentVersionId">) =>
      Effect.map(
        open(client.id, documentId, documentVersionId),
        Result.map(({ content, envelope, statedAt }): SourceText => {
          const { from, to, cc, date, quotedRanges } = envelope
          return {
            content,
            header: envelope,
            statedAt,
            context: {
              messageDate: date === null ? null : dateIn(client.timezone, date),
              sender: from,
              recipients: [...to, ...cc],
              homeCurrency: client.homeCurrency,
              quotedRanges,
              householdName: client.kind === "household" ? client.name : null
            }
          }
        })
      )
)

/** People of the client's graph, for a message that names them by their given names alone. */
export const knownPeople = (known: ReadonlyArray<KnownEntity<EntityId>>): ReadonlyArray<KnownPerson> =>
  known.flatMap(({ type, label }) => (type === "Client" || type === "Person" ? [{ name: label, type, role: null }] : []))

/** The names under which somebody wrote from each of these addresses. */
export const namesOf = (known: ReadonlyArray<KnownEntity<EntityId>>, address: string): ReadonlyArray<string> =>
  known.flatMap(({ type, label, keys }) =>
    (type === "Client" || type === "Person") &&
    keys.some(({ kind, value }) => kind === "address" && value === address.toLowerCase())
      ? [label]
      : []
  )

export const addressesOfClients = (known: ReadonlyArray<KnownEntity<EntityId>>): ReadonlySet<string> =>
  new Set(
    known.flatMap(({ type, keys }) =>
      type === "Client" ? keys.flatMap(({ kind, value }) => (kind === "address" ? [value] : [])) : []
    )
  )
