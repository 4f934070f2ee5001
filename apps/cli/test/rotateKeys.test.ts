import { CurrentTenant, type Tenant } from "@beep/kernel/CurrentTenant"
import { ClientId, newId, OrganizationId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { KekId, KeyEncryption, Keyring } from "@beep/vault/KeyEncryption"
import { Vault } from "@beep/vault/Vault"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted, Schema } from "effect"
import { Aead, SecureRandom } from "effect/crypto"
import { beep } from "./beep.ts"
import { envOn, keks } from "./envOn.ts"

const crypto = Aead.layerWebCrypto.pipe(Layer.provideMerge(SecureRandom.layerWebCrypto))

/** The vault of the operator's environment: what is sealed here opens in his command. */
const vault = Vault.layer.pipe(
  Layer.provide(
    KeyEncryption.layerKeyring(
      Redacted.make(
        Keyring.make({ current: KekId.make("k1"), keys: [{ id: KekId.make("k1"), key: Uint8Array.fromBase64(keks.k1) }] })
      )
    )
  )
)
const suite = vault.pipe(Layer.provideMerge(crypto), Layer.provideMerge(TestDatabase.layer))

const secret = "a token that nobody may read"

/** A link as the server would have stored it. */
const linkOf = Effect.fnUntraced(function* (organizationId: OrganizationId) {
  const transaction = yield* TenantTransaction
  const admin = yield* TestDatabase.AdminSql
  const [clientId, tenant] = [yield* newId(ClientId), { organizationId, memberId: null, role: "system" } satisfies Tenant]
  const seal = (purpose: string, text: string) => Vault.use(({ sealText }) => sealText(clientId, purpose, text))
  const [realm, access, refresh] = yield* transaction
    .run(Effect.all([seal("connection.realm", "9130"), seal("connection.token", secret), seal("connection.token", secret)]))
    .pipe(Effect.provideService(CurrentTenant, tenant))
  yield* admin`
    insert into connections.connection (organization_id, client_id, connection_id, provider, status, realm_lookup, realm_sealed,
      access_sealed, refresh_sealed, connected_by, connected_at)
    values (${organizationId}, ${clientId}, gen_random_uuid(), 'intuit', 'connected', sha256(${realm}), ${realm}, ${access}, ${refresh},
      gen_random_uuid(), now())`
  return clientId
})

const newOrganization = Effect.fnUntraced(function* (env: Readonly<Record<string, string>>, name: string) {
  const made = yield* beep(
    ["org", "create", name, "--email", `${name}@firm.example`, "--name", "O", "--timezone", "UTC", "--json"],
    env,
    "a long enough password\n"
  )
  assert.strictEqual(made.code, 0, made.err)
  return Schema.decodeUnknownSync(OrganizationId)(JSON.parse(made.out).organizationId)
})

const both = { VAULT_KEK_CURRENT: "k2", VAULT_KEKS: `k1:${keks.k1},k2:${keks.k2}` }
const fresh = { VAULT_KEK_CURRENT: "k2", VAULT_KEKS: `k2:${keks.k2}` }

layer(suite)("beep connection rotate-keys", (it) => {
  it.effect(
    "rotates each organization or says which one it refused, changes keys with overlap, and prints no secret",
    () =>
      Effect.gen(function* () {
        const { name } = yield* TestDatabase.TestDatabase
        const env = envOn(name)
        const [one, other] = [yield* newOrganization(env, "harbor"), yield* newOrganization(env, "quarry")]
        yield* linkOf(one)
        const spoilt = yield* linkOf(other)
        const rotate = (more: Readonly<Record<string, string>> = {}, ...args: ReadonlyArray<string>) =>
          beep(["connection", "rotate-keys", ...args], { ...env, ...more })

        const first = yield* rotate({}, "--json")
        assert.strictEqual(first.code, 0, first.err)
        for (const row of JSON.parse(first.out)) {
          assert.deepInclude(row, { result: "rotated", rewrapped: 0, clientKeys: 1, linksOpened: 1, linksErased: 0 })
        }

        const admin = yield* TestDatabase.AdminSql
        yield* admin`update connections.connection set refresh_sealed = set_byte(refresh_sealed, 40, get_byte(refresh_sealed, 40) # 1) where client_id = ${spoilt}`
        const refused = yield* rotate({}, "--json")
        assert.strictEqual(refused.code, 1)
        const rows = JSON.parse(refused.out)
        assert.strictEqual(rows.length, 2)
        assert.deepInclude(rows, { organizationId: other, result: "refused", reason: "does_not_open" })
        const said = yield* rotate()
        assert.strictEqual(said.code, 1)
        assert.match(said.out, new RegExp(`${one} .*rotated`))
        assert.match(said.out, new RegExp(`${other} .*REFUSED: a stored key or token does not open`))

        // The organization's keys of all generations move to the new key-encryption key, and the old one can go.
        assert.strictEqual((yield* rotate(fresh, "--org", one)).code, 1)
        const moved = yield* rotate(both, "--org", one, "--json")
        assert.isAbove(JSON.parse(moved.out)[0].rewrapped, 0, moved.out)
        assert.strictEqual((yield* rotate(fresh, "--org", one)).code, 0)
        const late = yield* rotate({}, "--org", one)
        assert.strictEqual(late.code, 1)
        assert.match(late.out, /is not in the keyring/)

        assert.strictEqual((yield* rotate({}, "--org", "harbor")).code, 2)
        for (const { err, out } of [first, refused, said, moved, late]) {
          assert.notInclude(out + err, secret)
          assert.notInclude(out + err, keks.k1)
        }
      }),
    240_000
  )
})
