import { Effect, FileSystem, Option, Path, Schema } from "effect"
import { SecureRandom } from "effect/crypto"
import { Refusal } from "../../output/Report.ts"

/** Made once per state folder, so that a later run meets the same roles, keys and logins. */
export const DemoSecrets = Schema.Struct({
  postgres: Schema.String,
  beep_owner: Schema.String,
  beep_app: Schema.String,
  beep_auth: Schema.String,
  keyId: Schema.String,
  key: Schema.String,
  auditSeed: Schema.String,
  realmLookupKey: Schema.String,
  intuitClientId: Schema.String,
  intuitClientSecret: Schema.String,
  webhookToken: Schema.String,
  loginPassword: Schema.String
})
export type DemoSecrets = typeof DemoSecrets.Type

const SecretsFile = Schema.fromJsonString(DemoSecrets)

const make = Effect.gen(function* () {
  const random = yield* SecureRandom.SecureRandom
  const word = Effect.map(random.uuidV4(), (id) => id.replaceAll("-", ""))
  const key = Effect.map(random.randomBytes(32), (bytes) => Buffer.from(bytes).toString("base64"))
  return DemoSecrets.make({
    postgres: yield* word,
    beep_owner: yield* word,
    beep_app: yield* word,
    beep_auth: yield* word,
    keyId: "demo-1",
    key: yield* key,
    auditSeed: yield* key,
    realmLookupKey: yield* key,
    intuitClientId: "beep-demo",
    intuitClientSecret: yield* word,
    webhookToken: yield* word,
    loginPassword: `demo-${(yield* word).slice(0, 12)}`
  })
})

export interface DemoState {
  readonly folder: string
  readonly secrets: DemoSecrets
}

/** Reads the state folder or makes it; `fresh` starts from nothing. */
export const open = Effect.fn("DemoState.open")(function* (folder: string, fresh: boolean) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const refuse = (reason: string) => Effect.mapError(() => new Refusal({ reason }))
  const file = path.join(folder, "secrets.json")
  if (fresh)
    yield* files
      .remove(folder, { recursive: true, force: true })
      .pipe(refuse(`the folder ${folder} cannot be removed: is a demo still running, or is it not yours?`))
  yield* files
    .makeDirectory(path.join(folder, "logs"), { recursive: true })
    .pipe(refuse(`the folder ${folder} cannot be made: check its permissions and the free space of the disk`))
  const known = yield* Effect.option(files.readFileString(file))
  if (Option.isSome(known)) {
    const secrets = yield* Schema.decodeEffect(SecretsFile)(known.value).pipe(
      refuse(`${file} is not what a demo wrote: start again with --fresh`)
    )
    return { folder, secrets }
  }
  const secrets = yield* make
  yield* files
    .writeFileString(file, yield* Effect.orDie(Schema.encodeEffect(SecretsFile)(secrets)), { mode: 0o600 })
    .pipe(refuse(`${file} cannot be written: check its permissions and the free space of the disk`))
  return { folder, secrets }
})
