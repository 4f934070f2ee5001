import { Effect } from "effect"
import { BenchRefused } from "../stage/BenchRefused.ts"
import type { Stage } from "../stage/Stage.ts"
import { ownerEmail } from "./seed.ts"

/** Signs the owner in over HTTP and answers the cookie. */
const signIn = Effect.fn("bench.signIn")(function* (stage: Stage) {
  const refused = (reason: string) => new BenchRefused({ reason })
  const origin = `http://127.0.0.1:${stage.serverPort}`
  const response = yield* Effect.tryPromise({
    try: () =>
      fetch(`${origin}/api/auth/login`, {
        method: "POST",
        headers: { "content-type": "application/json", origin },
        body: JSON.stringify({ email: ownerEmail, password: stage.password })
      }),
    catch: () => refused("the server did not answer a sign-in")
  })
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0]
  return cookie === undefined || !response.ok ? yield* refused(`a sign-in was refused with ${response.status}`) : cookie
})

export const signInTimes = (stage: Stage, times: number) =>
  Effect.forEach(Array.from({ length: times }), () => signIn(stage), { concurrency: 2 })
