import { isDeepStrictEqual } from "node:util"
import { ClientList } from "@beep/runway/contract/ClientsApi"
import { Effect, Schema } from "effect"
import { BenchRefused } from "../stage/BenchRefused.ts"

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.toCodecJson(ClientList)))

const fetched = Effect.fn("bench.fetched")(function* (url: string, cookie: string) {
  const text = yield* Effect.tryPromise({
    try: () => fetch(url, { headers: { cookie } }).then((response) => response.text()),
    catch: () => new BenchRefused({ reason: "a server did not answer" })
  })
  yield* Effect.mapError(decode(text), () => new BenchRefused({ reason: `an answer was no client list: ${text.slice(0, 200)}` }))
  return text
})

/** Both answers, to the last field; refuses to compare speeds of different work. Answers bytes of the body. */
export const sameAnswer = Effect.fn("bench.sameAnswer")(function* (ours: string, peers: string, cookie: string, clients: number) {
  const [one, other] = [yield* fetched(ours, cookie), yield* fetched(peers, cookie)]
  const list = yield* Effect.orDie(decode(one))
  if (list.items.length !== clients)
    return yield* new BenchRefused({ reason: `the list holds ${list.items.length} clients, not ${clients}` })
  if (list.items.some((item) => item.runway === null || item.runway.days === null))
    return yield* new BenchRefused({ reason: "a listed client has no figure" })
  if (!isDeepStrictEqual(JSON.parse(one), JSON.parse(other)))
    return yield* new BenchRefused({ reason: "the peer does not give the same answer" })
  return { clients: list.items.length, bytes: one.length }
})
