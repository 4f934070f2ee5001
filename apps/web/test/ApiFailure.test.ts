import { assert, describe, it } from "@effect/vitest"
import { NotFound, RateLimited, Unavailable } from "@beep/kernel/errors"
import * as problems from "@beep/tenancy/contract/problems"
import { HttpClientError, HttpClientRequest } from "effect/http"
import { ApiFailure, failureOf } from "../src/api/ApiFailure.ts"

describe("failureOf", () => {
  it("keeps the kind and the request of a problem", () => {
    const failure = failureOf(new Unavailable({ what: "database", requestId: "r-1" }))
    assert.strictEqual(failure.kind, "unavailable")
    assert.strictEqual(failure.requestId, "r-1")
  })

  it("tells a missing thing from a refused sign-in and from too many attempts", () => {
    assert.strictEqual(failureOf(new NotFound({})).kind, "not_found")
    assert.strictEqual(failureOf(new problems.SignInRefused({})).kind, "refused")
    const limited = failureOf(new RateLimited({ retryAfterSeconds: 30 }))
    assert.deepStrictEqual([limited.kind, limited.retryAfterSeconds], ["rate_limited", 30])
  })

  it("has a kind, and so words, for every problem of signing in and of access", () => {
    const names = Object.keys(problems)
    assert.include(names, "StepUpRequired")
    assert.deepStrictEqual(
      names.filter((name) => failureOf({ _tag: name }).kind === "unexpected"),
      []
    )
  })

  it("keeps by what to confirm, and why a password is weak", () => {
    assert.strictEqual(failureOf(new problems.StepUpRequired({ by: "code" })).word, "code")
    assert.strictEqual(failureOf(new problems.PasswordTooWeak({ because: "pattern" })).word, "pattern")
  })

  it("calls a request that never arrived offline", () => {
    const request = HttpClientRequest.get("/api/me")
    const error = new HttpClientError.HttpClientError({
      reason: new HttpClientError.TransportError({ request, cause: new TypeError("Failed to fetch") })
    })
    assert.strictEqual(failureOf(error).kind, "offline")
  })

  it("says unexpected of anything else, and leaves its own alone", () => {
    assert.strictEqual(failureOf(new TypeError("x")).kind, "unexpected")
    assert.strictEqual(failureOf("x").kind, "unexpected")
    const own = new ApiFailure("too_large")
    assert.strictEqual(failureOf(own), own)
  })
})
