import { gmailReadonly, mailScopes } from "@beep/gmail/contract/scopes"
import type { MessageKey } from "@beep/gmail/contract/Message"
import { googleRetryBudget, CurrentGoogleRetryBudget } from "@beep/gmail/retry"
import type { Gmail, MailboxAccess } from "@beep/gmail/Gmail"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { googleScenarios } from "../../src/google/googleScenarios.ts"
import { dana, sam, started } from "./support.ts"

const identity = mailScopes.filter((scope) => scope !== gmailReadonly)

/** Every page of the list. */
const listed = Effect.fnUntraced(function* (gmail: Gmail["Service"], access: MailboxAccess) {
  const all: Array<MessageKey> = []
  let token: string | null = null
  do {
    const page: { readonly messages: ReadonlyArray<MessageKey>; readonly nextPageToken: string | null } = yield* gmail.messages(
      access,
      token
    )
    all.push(...page.messages)
    token = page.nextPageToken
  } while (token !== null)
  return all
})

describe("Google's OAuth, over HTTP", () => {
  it.live("shows a page with every account and what may be unticked, that loads nothing and runs nothing", () =>
    Effect.gen(function* () {
      const { oauth } = yield* started
      const verifier = Redacted.make("v".repeat(43))
      const request = { redirectUri: "http://127.0.0.1:1/x", state: '"><script>', scopes: mailScopes, verifier, loginHint: sam }
      const answer = yield* Effect.flatMap(oauth.authorizeUrl(request), (url) => Effect.promise(() => fetch(url)))
      const page = yield* Effect.promise(() => answer.text())
      assert.include(page, "This is the sandbox, not Google.")
      for (const email of [dana, sam]) assert.include(page, email)
      assert.include(page, `value="${sam}" required checked`)
      assert.strictEqual(page.split('type="checkbox"').length - 1, 1)
      assert.notInclude(page, "<script")
      assert.include(answer.headers.get("content-security-policy") ?? "", "default-src 'none'")
    })
  )

  it.live("takes a code once, with its own verifier and address only", () =>
    Effect.gen(function* () {
      const { approve, exchange } = yield* started
      const wrong = exchange((yield* approve({ account: dana })).get("code") ?? "", Redacted.make("w".repeat(43)))
      assert.strictEqual((yield* Effect.flip(wrong))._tag, "GrantEnded")
      const code = (yield* approve({ account: dana })).get("code") ?? ""
      assert.isNotNull((yield* exchange(code)).refreshToken)
      assert.strictEqual((yield* Effect.flip(exchange(code)))._tag, "GrantEnded")
    })
  )

  it.live("sends back access_denied and the state when a person cancels", () =>
    Effect.gen(function* () {
      const { approve } = yield* started
      const back = yield* approve({ decision: "deny" })
      assert.deepStrictEqual(Object.fromEntries(back), { error: "access_denied", state: "state-1" })
    })
  )

  it.live("grants what a person left ticked, and a later consent adds to it", () =>
    Effect.gen(function* () {
      const { approve, exchange, gmail, link, oauth } = yield* started
      const partial = yield* link(dana, identity)
      assert.sameMembers([...partial.tokens.scopes], [...identity])
      assert.strictEqual((yield* Effect.flip(gmail.profile(partial.access)))._tag, "ScopeMissing")
      // Only the missing scope is asked for; what was granted before comes along.
      const more = yield* exchange((yield* approve({ account: dana }, [gmailReadonly])).get("code") ?? "")
      assert.sameMembers([...more.scopes], [...mailScopes])
      assert.strictEqual((yield* oauth.identity(more.accessToken)).email, dana)
      assert.isAbove((yield* gmail.profile({ mailbox: dana, accessToken: more.accessToken })).messagesTotal, 0)
    })
  )

  it.live("tells two accounts apart, and a token of one reads no mail of the other", () =>
    Effect.gen(function* () {
      const { gmail, link, oauth } = yield* started
      const one = yield* link(dana)
      const two = yield* link(sam)
      const [first, second] = [yield* oauth.identity(one.tokens.accessToken), yield* oauth.identity(two.tokens.accessToken)]
      assert.notStrictEqual(first.subject, second.subject)
      const [message] = (yield* gmail.messages(one.access, null)).messages
      assert.strictEqual((yield* gmail.messages(two.access, null)).messages.length, 0)
      const crossed = yield* Effect.flip(gmail.message(two.access, message?.messageId ?? ""))
      assert.strictEqual(crossed._tag, "GoneAtGoogle")
    })
  )

  it.live("refreshes without a new refresh token, and ends every token of the account on revoke", () =>
    Effect.gen(function* () {
      const { gmail, link, oauth } = yield* started
      const { access, tokens } = yield* link(dana)
      const refreshToken = tokens.refreshToken ?? Redacted.make("none")
      const next = yield* oauth.refresh(refreshToken)
      assert.isNull(next.refreshToken)
      yield* oauth.revoke(next.accessToken)
      assert.strictEqual((yield* Effect.flip(gmail.profile(access)))._tag, "AccessExpired")
      assert.deepInclude(yield* Effect.flip(oauth.refresh(refreshToken)), { _tag: "GrantEnded", reason: "invalid_grant" })
    })
  )
})

describe("Gmail, over HTTP", () => {
  it.live("holds the Thompson threads in Dana's mailbox, byte for byte, threaded by their references", () =>
    Effect.gen(function* () {
      const { gmail, link } = yield* started
      const { access } = yield* link(dana)
      const all = yield* listed(gmail, access)
      assert.strictEqual(all.length, 11)
      const sizes = [...Map.groupBy(all, ({ threadId }) => threadId).values()].map((thread) => thread.length)
      assert.deepStrictEqual(sizes.toSorted(), [1, 2, 2, 3, 3])
      const messages = yield* Effect.forEach(all, ({ messageId }) => gmail.message(access, messageId))
      const emily = messages.map(({ raw }) => new TextDecoder().decode(raw)).find((text) => text.includes("Dad said"))
      assert.include(emily, "San José")
      assert.strictEqual((yield* gmail.profile(access)).messagesTotal, 11)
    })
  )

  it.live("pages 250 messages without losing or doubling one while the list is disturbed", () =>
    Effect.gen(function* () {
      const { control, gmail, link } = yield* started
      yield* control("POST", `mailboxes/${dana}/changes`, { do: "generate", count: 250, seed: 1 })
      const { access } = yield* link(dana)
      for (const id of ["deleted_between_pages", "changed_between_pages", "arrived_between_pages"]) {
        assert.strictEqual((yield* control("POST", `scenarios/${id}`, { mailbox: dana })).status, 202)
      }
      const all = yield* listed(gmail, access)
      assert.strictEqual(new Set(all.map(({ messageId }) => messageId)).size, all.length)
      assert.strictEqual(all.length, 261)
      const gone = yield* Effect.flip(gmail.message(access, all[99]?.messageId ?? ""))
      assert.strictEqual(gone._tag, "GoneAtGoogle")
    })
  )

  it.live("tells what happened since a history id, and 404 once that is too old", () =>
    Effect.gen(function* () {
      const { control, gmail, link } = yield* started
      const { access } = yield* link(dana)
      const { historyId } = yield* gmail.profile(access)
      const changes = (body: object) => control("POST", `mailboxes/${dana}/changes`, body)
      yield* changes({ do: "generate", count: 1, seed: 2 })
      yield* changes({ do: "delete", messageId: "<fund-1@thompson-family.example>" })
      yield* changes({ do: "relabel", messageId: "<fund-2@alderfinch.example>", add: ["TRASH"], remove: [] })
      yield* changes({ do: "relabel", messageId: "<fund-2@alderfinch.example>", add: [], remove: ["TRASH"] })
      yield* changes({ do: "relabel", messageId: "<roth-1@alderfinch.example>", add: ["STARRED"], remove: [] })
      const page = yield* gmail.history(access, historyId, null)
      assert.deepStrictEqual(
        page.changes.map(({ change }) => change),
        ["added", "removed", "removed", "added"]
      )
      assert.strictEqual((yield* gmail.history(access, page.historyId, null)).changes.length, 0)
      yield* control("POST", "scenarios/history_too_old", { mailbox: dana })
      assert.strictEqual((yield* Effect.flip(gmail.history(access, historyId, null)))._tag, "GoneAtGoogle")
    })
  )

  it.live.each([
    { fault: "unauthorized", tag: "AccessExpired", reason: "authError" },
    { fault: "insufficient_scope", tag: "ScopeMissing", reason: "insufficientPermissions" },
    { fault: "rate_limited", tag: "RateLimitedByGoogle", reason: "rateLimitExceeded" },
    { fault: "user_rate_limited", tag: "RateLimitedByGoogle", reason: "userRateLimitExceeded" },
    { fault: "project_rate_limited", tag: "RateLimitedByGoogle", reason: "rateLimitExceeded" },
    { fault: "daily_limit", tag: "RateLimitedByGoogle", reason: "dailyLimitExceeded" },
    { fault: "domain_policy", tag: "GoogleRefused", reason: "domainPolicy" },
    { fault: "backend_error", tag: "GoogleTransient", reason: "backendError" },
    { fault: "unavailable", tag: "GoogleTransient", reason: "backendError" },
    { fault: "bad_gateway", tag: "GoogleTransient", reason: null },
    { fault: "reset", tag: "GoogleTransient", reason: null },
    { fault: "truncated", tag: "GoogleRefused", reason: null }
  ])("$fault is $tag to the client, and the next call goes through", ({ fault, reason, tag }) =>
    Effect.gen(function* () {
      const { control, gmail, link } = yield* started
      const { access } = yield* link(dana)
      yield* control("POST", "faults", [{ mailbox: dana, fault, times: 5 }])
      const failed = yield* Effect.flip(gmail.profile(access)).pipe(Effect.provideService(CurrentGoogleRetryBudget, 0))
      yield* control("DELETE", `faults?mailbox=${dana}`)
      assert.deepStrictEqual([failed._tag, failed.reason], [tag, reason])
      assert.strictEqual((yield* gmail.profile(access)).messagesTotal, 11)
    })
  )

  it.live("a throttled read waits as long as Google asks and then goes through", () =>
    Effect.gen(function* () {
      const { control, gmail, link } = yield* started
      const { access } = yield* link(dana)
      yield* control("POST", "faults", [{ mailbox: dana, fault: "rate_limited", seconds: 1, times: 1 }])
      const page = yield* gmail
        .messages(access, null)
        .pipe(Effect.provideService(CurrentGoogleRetryBudget, googleRetryBudget.job))
      assert.strictEqual(page.messages.length, 11)
      assert.strictEqual((yield* control("GET", "faults")).text, "[]")
    })
  )

  it.live("runs every scenario by its name, and no other", () =>
    Effect.gen(function* () {
      const { control } = yield* started
      for (const { id } of googleScenarios) {
        assert.strictEqual((yield* control("POST", `scenarios/${id}`, { mailbox: sam })).status, 202, id)
      }
      assert.strictEqual((yield* control("POST", "scenarios/nothing", { mailbox: sam })).status, 404)
      assert.strictEqual((yield* control("POST", "scenarios/reset", { mailbox: "nobody@x.example" })).status, 404)
    })
  )
})
