import { Clients } from "@beep/tenancy/server/Clients"
import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, layer } from "@effect/vitest"
import { Clock, Effect, Schema } from "effect"
import { ClientList } from "../../src/contract/ClientsApi.ts"
import { Runway } from "../../src/server/runway/Runway.ts"
import { account, dollars, movement, payable, receivable } from "../../src/testing/books.ts"
import { LedgerMemory } from "../../src/testing/LedgerMemory.ts"
import { get, server, signIn } from "../overHttp.ts"

const fifty = 50
const readers = 16
const requests = 240
const atMost = 2_000

const from = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.toCodecJson(ClientList)))

const millis = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const began = yield* Clock.currentTimeMillis
    const answer = yield* effect
    return { answer, took: (yield* Clock.currentTimeMillis) - began }
  })

layer(server, { excludeTestServices: true, timeout: "2 minutes" })("P1-1.2.4 the list under load", (it) => {
  it.effect(
    "P1-1.2.4 answers fifty clients within two seconds, the first time and to sixteen readers at once; nothing of it is held in memory",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const clients = yield* Clients
        const memory = yield* LedgerMemory
        const runway = yield* Runway
        const { homeCurrency, timezone } = a.clients.shared
        const made = yield* Effect.forEach(Array.from({ length: fifty }), (_, n) =>
          Effect.gen(function* () {
            const client = yield* clients.create({ kind: "business", name: `Client ${n}`, timezone, homeCurrency })
            yield* memory.put(client.id, {
              accounts: [account("35", dollars(1_000 * (n + 1)))],
              movements: [movement("burn", -dollars(9_000), "purchase")],
              payables: [payable("Bill", "1", dollars(3), { due: "2025-10-05" })],
              receivables: [receivable("Invoice", "2", dollars(4), { due: "2025-09-20" })]
            })
            yield* runway.refresh(client.id)
            return client
          })
        ).pipe(as(a.owner))
        const session = yield* signIn(a.owner)
        const read = get(`/api/advisor/${a.owner.member.id}/clients?limit=100`, session)
        const first = yield* millis(read)
        assert.strictEqual(first.answer.status, 200)
        const { items } = yield* from(first.answer.text)
        assert.strictEqual(items.filter(({ runway: shown }) => shown !== null).length, fifty)
        assert.isBelow(first.took, atMost, "nobody asked before")
        const answers = yield* Effect.forEach(Array.from({ length: requests }), () => millis(read), { concurrency: readers })
        assert.deepStrictEqual([...new Set(answers.map(({ answer }) => answer.status))], [200])
        const times = answers.map(({ took }) => took).toSorted((one, other) => one - other)
        assert.isBelow(times[Math.ceil(requests * 0.95) - 1] ?? Number.NaN, atMost)
        // Each request reads anew: what changed is in the very next answer.
        const [one] = made
        if (one === undefined) return assert.fail("no client")
        yield* memory.put(one.id, {
          accounts: [account("35", -dollars(1))],
          movements: [movement("burn", -dollars(9_000), "purchase")]
        })
        yield* as(a.owner)(runway.refresh(one.id))
        const after = yield* from((yield* read).text)
        assert.strictEqual(after.items.find(({ clientId }) => clientId === one.id)?.runway?.state, "overdrawn")
      }),
    { timeout: 120_000 }
  )
})
