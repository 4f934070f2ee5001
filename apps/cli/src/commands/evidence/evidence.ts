import { ClientId, OrganizationId } from "@beep/kernel/ids"
import { Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { emit, json } from "../../output/Report.ts"
import { table } from "../../output/table.ts"
import * as Services from "../../services.ts"
import { ingestFile } from "./ingestFile.ts"
import { score } from "./score.ts"

const ingest = Command.make(
  "ingest",
  {
    client: Flag.String("client").pipe(Flag.withDescription("Id of the client the mail belongs to"), Flag.withSchema(ClientId)),
    organization: Flag.String("org").pipe(
      Flag.withDescription("Id of the organization; found by the client when left out"),
      Flag.withSchema(OrganizationId),
      Flag.optional
    ),
    files: Argument.String("file").pipe(Argument.withDescription(".eml files"), Argument.atLeast(1)),
    json
  },
  Effect.fn("beep evidence ingest")(function* (input) {
    const rows = yield* ingestFile({ client: input.client, organization: input.organization, files: input.files })
    yield* emit(
      {
        ok: rows.every((row) => row.outcome !== "failed"),
        lines: table(
          ["file", "outcome", "document", "mentions"],
          rows.map((row) => [row.file, row.outcome, row.document ?? row.reason ?? "", String(row.mentions)])
        ),
        document: rows.map((row) => ({ ...row }))
      },
      input.json
    )
  })
).pipe(
  Command.withDescription("Keep mail as documents of a client; the same file again changes nothing"),
  Command.provide(() => Services.layer)
)

export const evidence = Command.make("evidence").pipe(
  Command.withDescription("Documents and what they say"),
  Command.withSubcommands([ingest, score])
)
