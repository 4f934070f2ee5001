import { Vault } from "@beep/vault/Vault"
import { Layer } from "effect"
import { Aead, SecureRandom } from "effect/crypto"

/** The vault over the test keyring that tenancy's composition brings. */
export const testVault = Vault.layer.pipe(Layer.provide(Aead.layerWebCrypto), Layer.provide(SecureRandom.layerWebCrypto))
