import { type AuditReport } from "@beep/audit/contract/bundle/AuditFinding"
import { verifyBundle } from "@beep/audit/contract/bundle/verifyBundle"
import { sha256 } from "@beep/audit/server/sha256"
import { Effect, FileSystem, Stream } from "effect"
import { SecureRandom, Signature } from "effect/crypto"
import { Layer } from "effect"
import { Refusal } from "../../output/Report.ts"

export interface Trust {
  readonly keys: ReadonlyArray<string>
  readonly checkpoints: ReadonlyArray<string>
}

/** An exported log with nothing but the file: no database, no network, no service of ours. */
export const verifyFile = Effect.fn("beep audit verify --bundle")(function* (file: string, trust: Trust) {
  const files = yield* FileSystem.FileSystem
  const lines = files.stream(file).pipe(Stream.decodeText(), Stream.splitLines)
  const report: AuditReport = yield* verifyBundle(lines, {
    sha256,
    ...(trust.keys.length === 0 ? {} : { keys: trust.keys }),
    checkpoints: trust.checkpoints
  }).pipe(
    Effect.provide(Signature.layerWebCrypto.pipe(Layer.provide(SecureRandom.layerWebCrypto))),
    Effect.catchTag("PlatformError", () => Effect.fail(new Refusal({ reason: `the file ${file} cannot be read` })))
  )
  return report
})
