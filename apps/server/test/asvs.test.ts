import { assert, layer } from "@effect/vitest"
import { Layer } from "effect"
import { access } from "./asvs/access.ts"
import { factors } from "./asvs/factors.ts"
import { items } from "./asvs/items.ts"
import { left } from "./asvs/left.ts"
import { passwords } from "./asvs/passwords.ts"
import { sessions } from "./asvs/sessions.ts"
import { Firms } from "./asvs/world.ts"
import { fullCostWith, origin } from "./TestServer.ts"

const held = { ...passwords, ...factors, ...sessions, ...access }

/** Reached by https, and with a mail server that never answers: what is queued for it can be counted. */
const server = fullCostWith({
  APP_CLIENT_URL: "https://desk.firm.test",
  SECURITY_TRUSTED_ORIGINS: `https://desk.firm.test,${origin}`,
  MAIL_SMTP_HOST: "127.0.0.1",
  MAIL_SMTP_PORT: "9",
  MAIL_SMTP_SECURITY: "none",
  MAIL_SMTP_USER: "beep",
  MAIL_SMTP_PASSWORD: "f3c19a77d0552b10e84c",
  MAIL_FROM: "beep@firm.test"
})

layer(Layer.orDie(Firms.layer).pipe(Layer.provideMerge(server)), { excludeTestServices: true, timeout: "3 minutes" })(
  "ASVS 4.0.3, level 2",
  (it) => {
    it("has a test or a reason for every requirement, never both, and knows no other", () => {
      const numbers = (of: object) => Object.keys(of).toSorted()
      assert.deepStrictEqual(numbers({ ...held, ...left }), numbers(items))
      assert.strictEqual(Object.keys(held).length + Object.keys(left).length, Object.keys(items).length)
      for (const [number, reason] of Object.entries(left)) assert.isAbove(reason.length, 10, number)
    })

    for (const [number, test] of Object.entries(held)) {
      it.effect(`${number} ${items[number]}`, () => test, { timeout: 120_000 })
    }
  }
)
