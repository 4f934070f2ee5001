import { Effect, Redacted } from "effect"
import { fixturePassword, type Person } from "@beep/tenancy/testing/twoTenants"
import { Address, origin } from "./TestServer.ts"

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: unknown
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const call = (path: string, init: RequestInit = {}): Effect.Effect<Answer, never, Address> =>
  Effect.gen(function* () {
    const address = yield* Address
    return yield* Effect.promise(async () => {
      const response = await fetch(`${address}${path}`, { redirect: "manual", ...init })
      const text = await response.text()
      return { status: response.status, headers: response.headers, text, json: parse(text) }
    })
  })

/** Signs in over HTTP and answers with the headers every request of this person carries. */
export const signIn = (person: Person) =>
  Effect.gen(function* () {
    const answer = yield* call("/api/auth/login", {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ email: person.email, password: Redacted.value(fixturePassword) })
    })
    if (answer.status !== 200) return yield* Effect.die(new Error(`sign-in answered ${answer.status}: ${answer.text}`))
    const cookie = (answer.headers.getSetCookie()[0] ?? "").split(";", 1)[0] ?? ""
    return { cookie, origin }
  })

/** The problem body every failure has, and nothing of our insides. */
export const isProblem = (answer: Answer): boolean => {
  const { json } = answer
  return (
    typeof json === "object" &&
    json !== null &&
    "type" in json &&
    "title" in json &&
    "status" in json &&
    "requestId" in json &&
    json.status === answer.status &&
    answer.headers.get("content-type")?.startsWith("application/problem+json") === true &&
    answer.headers.get("x-request-id") === json.requestId &&
    !/postgres|select |insert |\.ts:|node_modules|stack|SqlError|SchemaError/i.test(answer.text)
  )
}
