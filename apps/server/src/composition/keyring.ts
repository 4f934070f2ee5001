import type { EnvOf } from "@beep/shared-env/processes"
import { KekId, KeyEncryption, type Keyring } from "@beep/vault/KeyEncryption"
import { Layer, Redacted } from "effect"

type VaultEnv = EnvOf["server"]["vault"]

const decodeKeys = (text: string): Keyring["keys"] => {
  const [first, ...rest] = text.split(",").map((pair) => {
    const at = pair.indexOf(":")
    return { id: KekId.make(pair.slice(0, at)), key: new Uint8Array(Buffer.from(pair.slice(at + 1), "base64")) }
  })
  if (first === undefined) throw new Error("the environment schema lets no empty keyring through")
  return [first, ...rest]
}

/** The key-encryption keys, from a mounted file or from the environment. */
export const layer = (vault: VaultEnv) =>
  "VAULT_KEK_FILE" in vault
    ? Layer.orDie(KeyEncryption.layerFile(vault.VAULT_KEK_FILE))
    : KeyEncryption.layerKeyring(
        Redacted.make({
          current: KekId.make(vault.VAULT_KEK_CURRENT),
          keys: decodeKeys(Redacted.value(vault.VAULT_KEKS))
        })
      )
