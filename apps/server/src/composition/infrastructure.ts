import { CheckpointSigner } from "@beep/audit/server/CheckpointSigner"
import type { EnvOf } from "@beep/shared-env/processes"
import * as Database from "@beep/sql/Database"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Vault } from "@beep/vault/Vault"
import { Layer, Redacted } from "effect"
import * as Crypto from "./crypto.ts"
import * as Keyring from "./keyring.ts"

/** What the rooms stand on, from one place in the environment whichever process asks. */
export interface Foundation {
  readonly appUrl: Redacted.Redacted
  readonly authUrl: Redacted.Redacted
  readonly poolMax: number
  readonly vault: EnvOf["server"]["vault"]
  readonly logName: string
  readonly signingSeed: Redacted.Redacted
}

const bytes = (base64: Redacted.Redacted) => Redacted.make(new Uint8Array(Buffer.from(Redacted.value(base64), "base64")))

/** Pools per role, the tenant transaction, the vault, the log's signer and cryptography. */
export const layer = (foundation: Foundation) => {
  const pool = Database.layer({ url: foundation.appUrl, maxConnections: foundation.poolMax, applicationName: "beep-app" })
  const auth = Database.AuthSql.layer({
    url: foundation.authUrl,
    maxConnections: foundation.poolMax,
    applicationName: "beep-auth"
  })
  const signer = CheckpointSigner.layer({ logName: foundation.logName, seed: bytes(foundation.signingSeed) })
  return Layer.mergeAll(TenantTransaction.layer, Vault.layer).pipe(
    Layer.provideMerge(Layer.mergeAll(pool, auth, signer, Keyring.layer(foundation.vault))),
    Layer.provideMerge(Crypto.layer)
  )
}

export const foundationOf = (env: EnvOf["server"]): Foundation => ({
  appUrl: Redacted.make(Redacted.value(env.DB_PG_URL)),
  authUrl: Redacted.make(Redacted.value(env.DB_PG_AUTH_URL)),
  poolMax: env.DB_PG_POOL_MAX,
  vault: env.vault,
  logName: env.AUDIT_LOG_NAME,
  signingSeed: env.AUDIT_SIGNING_SEED
})
