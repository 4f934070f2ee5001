import { AuditLog } from "@beep/audit/server/AuditLog"
import { AuditVerifier } from "@beep/audit/server/AuditVerifier"
import { OrganizationId } from "@beep/kernel/ids"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { Effect, FileSystem, Option, Stream } from "effect"
import { Command, Flag } from "effect/cli"
import { operator } from "../../operator.ts"
import { emit, json, Refusal } from "../../output/Report.ts"
import * as Services from "../../services.ts"
import { linesOf } from "./findings.ts"
import { verifyFile } from "./verifyFile.ts"

const organization = Flag.String("org").pipe(Flag.withDescription("Id of one organization"), Flag.withSchema(OrganizationId))

const readAll = (files: ReadonlyArray<string>) =>
  Effect.forEach(files, (file) =>
    Effect.flatMap(FileSystem.FileSystem, (system) => system.readFileString(file)).pipe(
      Effect.mapError(() => new Refusal({ reason: `the file ${file} cannot be read` }))
    )
  )

const stored = Effect.fn("beep audit verify")(function* (
  only: Option.Option<OrganizationId>,
  checkpoints: ReadonlyArray<string>
) {
  const scope = yield* SystemScope
  const log = yield* AuditLog
  const verifier = yield* AuditVerifier
  const organizations = Option.isSome(only) ? [only.value] : yield* scope.organizations(operator("audit.verify"))
  // What is committed is numbered first, so that a finding is a finding and not a matter of seconds.
  yield* log.advanceAll
  return yield* Effect.forEach(organizations, (id) =>
    Effect.map(verifier.verifyStored(id, checkpoints), (report) => ({ name: id, report }))
  )
})

const verify = Command.make(
  "verify",
  {
    organization: organization.pipe(Flag.optional),
    bundle: Flag.String("bundle").pipe(Flag.withDescription("An exported log; needs no database"), Flag.optional),
    key: Flag.String("key").pipe(
      Flag.withDescription("Base64 public key obtained from us outside of the bundle"),
      Flag.between(0, 32)
    ),
    checkpoint: Flag.String("checkpoint").pipe(
      Flag.withDescription("File with a checkpoint kept from earlier"),
      Flag.between(0, 1000)
    ),
    json
  },
  Effect.fn("beep audit verify")(function* (input) {
    const checkpoints = yield* readAll(input.checkpoint)
    const reports = Option.isSome(input.bundle)
      ? [{ name: input.bundle.value, report: yield* verifyFile(input.bundle.value, { keys: input.key, checkpoints }) }]
      : yield* stored(input.organization, checkpoints).pipe(Effect.provide(Services.layer))
    yield* emit(
      {
        ok: reports.every(({ report }) => report.findings.length === 0),
        lines: reports.flatMap(({ name, report }) => linesOf(name, report)),
        document: reports.map(({ name, report }) => ({
          name,
          ...report,
          findings: report.findings.map((finding) => ({ ...finding }))
        }))
      },
      input.json
    )
  })
).pipe(Command.withDescription("Refuse a log in which anything was changed, removed, moved or cut"))

const exportLog = Command.make(
  "export",
  { organization, file: Flag.String("file").pipe(Flag.withDescription("Where to write the bundle")), json },
  Effect.fn("beep audit export")(function* (input) {
    const files = yield* FileSystem.FileSystem
    const log = yield* AuditLog
    const verifier = yield* AuditVerifier
    yield* log.advanceAll
    yield* verifier.exportBundle(input.organization).pipe(
      Stream.map((line) => `${line}\n`),
      Stream.encodeText,
      Stream.run(files.sink(input.file)),
      Effect.catchTag("PlatformError", () => Effect.fail(new Refusal({ reason: `the file ${input.file} cannot be written` })))
    )
    yield* emit({ ok: true, lines: [`wrote ${input.file}`], document: { file: input.file } }, input.json)
  })
).pipe(
  Command.withDescription("Write the log of one organization as a file that proves itself"),
  Command.provide(() => Services.layer)
)

export const audit = Command.make("audit").pipe(
  Command.withDescription("The tamper-evident log"),
  Command.withSubcommands([verify, exportLog])
)
