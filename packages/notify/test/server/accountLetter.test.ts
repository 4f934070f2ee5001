import { accountLetter } from "@beep/notify/server/accountLetter"
import { AccountMessage } from "@beep/tenancy/contract/AccountMessage"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Redacted } from "effect"

const at = DateTime.makeUnsafe("2031-01-02T03:04:05.000Z")
const sender = { appName: "Beep", appUrl: "https://desk.firm.example" }
const linked = { token: Redacted.make("one-time"), endsAt: at }

const every: ReadonlyArray<AccountMessage> = [
  { kind: "invitation", organization: "Harbor & Co", invitedBy: "Olivia", role: "staff", ...linked },
  { kind: "password_reset", ...linked },
  { kind: "address_change", ...linked },
  { kind: "address_changed", at, ...linked },
  { kind: "password_changed", at },
  { kind: "factor_added", at },
  { kind: "factor_removed", at }
]

describe("accountLetter", () => {
  it("has a letter for every message, and no two alike", () => {
    const kinds = AccountMessage.members.map((member) => member.fields.kind.literal)
    assert.deepStrictEqual(
      every.map(({ kind }) => kind),
      kinds
    )
    assert.strictEqual(new Set(every.map((message) => accountLetter(message, sender).subject)).size, kinds.length)
  })

  it.each(every)("$kind: a token stands after # only, and what carries none has no link", (message) => {
    const { html, text } = accountLetter(message, sender)
    for (const form of [html, text]) {
      assert.strictEqual(form.includes("one-time"), "token" in message)
      assert.notMatch(form, /[?/]one-time/)
      assert.strictEqual(/https?:/.test(form), "token" in message)
      assert.include(form, "2031-01-02 03:04 UTC")
    }
  })

  it("escapes what people named in the page and not in the text", () => {
    const { html, text } = accountLetter(
      { ...linked, kind: "invitation", organization: "Harbor & Co", invitedBy: "<b>", role: "owner" },
      sender
    )
    assert.include(html, "&lt;b&gt; invites you to join Harbor &amp; Co")
    assert.include(text, "<b> invites you to join Harbor & Co")
  })
})
