import { Effect } from "effect"
import { BenchRefused } from "../stage/BenchRefused.ts"
import type { Email } from "@beep/tenancy/contract/Email"
import type { Stage } from "../stage/Stage.ts"
import { ownerEmail } from "./seed.ts"

/** Signs somebody in over HTTP and answers the cookie. */
export const signIn = Effect.fn("bench.signIn")(function* (stage: Stage, email: Email) {
  const refused = (reason: string) => new BenchRefused({ reason })
  const origin = `http://127.0.0.1:${stage.serverPort}`
  const response = yield* Effect.tryPromise({
    try: () =>
      fetch(`${origin}/api/auth/login`, {
        method: "POST",
        headers: { "content-type": "application/json", origin },
        body: JSON.stringify({ email, password: stage.password })
      }),
    catch: () => refused("the server did not answer a sign-in")
  })
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0]
  return cookie === undefined || !response.ok ? yield* refused(`a sign-in was refused with ${response.status}`) : cookie
})

export const signInTimes = (stage: Stage, times: number) =>
  Effect.forEach(Array.from({ length: times }), () => signIn(stage, ownerEmail), { concurrency: 2 })
