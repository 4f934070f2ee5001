import { CliEnv } from "@beep/shared-env/CliEnv"
import * as Database from "@beep/sql/Database"
import { MigrationRunner } from "@beep/sql/migrations/MigrationRunner"
import { Effect, Layer, Redacted } from "effect"
import { Digest } from "effect/crypto"

/** As role `beep_owner`, the only one that may change the schema. */
export const layer = MigrationRunner.layer.pipe(
  Layer.provide([
    Layer.unwrap(
      Effect.map(CliEnv, (env) =>
        Database.layer({ url: Redacted.make(Redacted.value(env.DB_PG_URL)), maxConnections: 2, applicationName: "beep-migrate" })
      )
    ),
    Digest.layerWebCrypto
  ]),
  Layer.provide(CliEnv.layer)
)
