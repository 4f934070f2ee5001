import { fixturePassword, type Person } from "@beep/tenancy/testing/twoTenants"
import { Effect, Redacted } from "effect"
import { call } from "./http.ts"
import { origin } from "./TestServer.ts"

/** A browser with a jar of cookies. */
export const openBrowser = () => {
  const jar = new Map<string, string>()
  const ask = (method: string, path: string, body?: unknown) =>
    Effect.gen(function* () {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ")
      const answer = yield* call(path, {
        method,
        headers: {
          origin,
          ...(cookie === "" ? {} : { cookie }),
          ...(body === undefined ? {} : { "content-type": "application/json" })
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
      for (const set of answer.headers.getSetCookie()) {
        const [name = "", value = ""] = (set.split(";", 1)[0] ?? "").split("=")
        if (value === "") jar.delete(name)
        else jar.set(name, value)
      }
      return answer
    })
  const login = (who: Person) => ask("POST", "/api/auth/login", { email: who.email, password: Redacted.value(fixturePassword) })
  return { ask, login, jar }
}
export type Browser = ReturnType<typeof openBrowser>
