import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { dateIn } from "@beep/kernel/LocalDate"
import type { Client as ClientRow } from "@beep/tenancy/contract/Client"
import { DateTime, Effect, Option, Result } from "effect"
import type { GraphContext, KnownPerson } from "../../../contract/graph/find/GraphContext.ts"
import type { EntityId } from "../../../contract/graph/ids.ts"
import type { KnownEntity } from "../../../contract/graph/resolve.ts"
import { documentsRepo } from "../DocumentsRepo.ts"
import { openSealed } from "../openSealed.ts"
import { type Envelope, purposes } from "../sealedForms.ts"
import { versionsRepo } from "../VersionsRepo.ts"
import { envelopeFrom } from "../view.ts"
import type { Waiting } from "./RunsRepo.ts"

export interface SourceText {
  readonly content: string
  readonly statedAt: Date
  readonly header: Pick<Envelope, "from" | "replyTo">
  readonly context: Omit<GraphContext, "known" | "clientAddresses">
}

/** The version a run is about, opened; the reason when it cannot be. */
export const sourceReader = Effect.gen(function* () {
  const documents = yield* documentsRepo
  const versions = yield* versionsRepo
  const open = yield* openSealed

  return Effect.fnUntraced(function* (client: ClientRow, { documentId, documentVersionId }: Waiting) {
    const { organizationId } = yield* CurrentTenant
    const clientId: ClientId = client.id
    const key = { organizationId, clientId, documentId }
    const row = yield* documents.find({ ...key, versionId: documentVersionId })
    const stored = yield* versions.content({ ...key, documentVersionId })
    if (Option.isNone(row) || Option.isNone(stored) || row.value.envelopeSealed === null)
      return Result.fail("source_missing" as const)
    const opened = yield* open([
      { owner: clientId, purpose: purposes.envelope(documentVersionId), sealed: row.value.envelopeSealed },
      { owner: clientId, purpose: purposes.content(documentVersionId), sealed: stored.value.contentSealed }
    ]).pipe(
      Effect.asSome,
      Effect.catchTag("KeyDestroyed", () => Effect.succeedNone)
    )
    if (Option.isNone(opened)) return Result.fail("erased" as const)
    const [envelopeText = Option.none(), content = Option.none()] = opened.value
    const envelope = envelopeFrom(envelopeText)
    if (Option.isNone(envelope) || Option.isNone(content)) return Result.fail("source_damaged" as const)
    const { from, to, cc, date, quotedRanges } = envelope.value
    const source: SourceText = {
      content: content.value,
      header: envelope.value,
      // A message without a date is taken as said when it came.
      statedAt: DateTime.toDateUtc(date === null ? row.value.receivedAt : DateTime.makeUnsafe(date)),
      context: {
        messageDate: date === null ? null : dateIn(client.timezone, date),
        sender: from,
        recipients: [...to, ...cc],
        homeCurrency: client.homeCurrency,
        quotedRanges,
        householdName: client.kind === "household" ? client.name : null
      }
    }
    return Result.succeed(source)
  })
})

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
