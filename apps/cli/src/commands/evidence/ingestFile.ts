import { Documents } from "@beep/evidence/server/Documents"
import type { ClientId, OrganizationId } from "@beep/kernel/ids"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { Clients } from "@beep/tenancy/server/Clients"
import { Effect, FileSystem, Option } from "effect"
import { operator } from "../../operator.ts"
import { Refusal } from "../../output/Report.ts"

export interface IngestRow {
  readonly file: string
  readonly outcome: "created" | "new_version" | "unchanged" | "unreadable" | "failed"
  readonly document: string | null
  readonly reason: string | null
  readonly mentions: number
}

const job = operator("evidence.ingest")

/** The organization a client belongs to, asked of each in turn: a client id is visible in one of them only. */
const organizationOf = Effect.fnUntraced(function* (client: ClientId) {
  const scope = yield* SystemScope
  const clients = yield* Clients
  const organizations = yield* scope.organizations(job)
  for (const organization of organizations) {
    const listed = yield* clients.list.pipe(scope.within(job, organization))
    if (listed.some((one) => one.id === client)) return organization
  }
  return yield* new Refusal({ reason: `no organization has a client ${client}` })
})

/** One row per file; a file that cannot be kept is reported and the others go on. */
export const ingestFile = Effect.fn("ingestFile")(function* (input: {
  readonly client: ClientId
  readonly organization: Option.Option<OrganizationId>
  readonly files: ReadonlyArray<string>
}) {
  const documents = yield* Documents
  const scope = yield* SystemScope
  const files = yield* FileSystem.FileSystem
  const organization = Option.isSome(input.organization) ? input.organization.value : yield* organizationOf(input.client)
  return yield* Effect.forEach(input.files, (file) => {
    const failed = (reason: string): IngestRow => ({ file, outcome: "failed", document: null, reason, mentions: 0 })
    return files.readFile(file).pipe(
      Effect.flatMap((bytes) => documents.ingest(input.client, bytes, { sourceType: "upload" })),
      Effect.map((receipt): IngestRow => ({
        file,
        outcome: receipt.outcome,
        document: receipt.documentId,
        reason: receipt.unreadableReason,
        mentions: receipt.mentionCount
      })),
      Effect.catchTags({
        PlatformError: () => Effect.succeed(failed("the file cannot be read")),
        NotFound: () => Effect.succeed(failed("the organization has no such client")),
        DocumentTooLarge: () => Effect.succeed(failed("the file is too large")),
        FiledElsewhere: () => Effect.succeed(failed("this mail is a document of another client"))
      }),
      scope.within(job, organization)
    )
  })
})
