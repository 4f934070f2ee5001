import { assert, describe, it } from "@effect/vitest"
import { Console, Data, Effect, Logger, Redacted, Schema } from "effect"
import { jsonLogger, textLogger } from "../src/loggers.ts"

const secret = "pLaNt9xQ2vT7pL4wR8nB3cZ6yD1fG5hJ"
const email = "jane.doe@household.test"

class Refused extends Data.TaggedError("Refused")<{ readonly message: string }> {}

const captured = (logger: Logger.Logger<unknown, void>, effect: Effect.Effect<unknown>) =>
  Effect.gen(function* () {
    const lines: Array<string> = []
    const real = yield* Console.Console
    const log = (...args: ReadonlyArray<unknown>) => void lines.push(args.map(String).join(" "))
    yield* effect.pipe(Effect.provide(Logger.layer([logger])), Effect.provideService(Console.Console, { ...real, log }))
    return lines
  })

const planted = Effect.logError(
  `could not write to ${email}`,
  { token: secret, note: email, count: 3 },
  Redacted.make(secret)
).pipe(Effect.annotateLogs({ clientId: "c-1", subject: `Re: ${email}`, authorization: `Bearer ${secret}` }))

const Line = Schema.fromJsonString(
  Schema.Struct({ level: Schema.String, message: Schema.Unknown, fields: Schema.Record(Schema.String, Schema.Unknown) })
)

describe.each([
  ["json", jsonLogger],
  ["text", textLogger]
] as const)("the %s logger", (_name, logger) => {
  it.effect("writes no planted secret and no e-mail address, and still writes the rest", () =>
    Effect.gen(function* () {
      const text = (yield* captured(logger, planted)).join("\n")
      assert.notInclude(text, secret)
      assert.notInclude(text, email)
      assert.notInclude(text, "subject")
      assert.include(text, "could not write to [email]")
      assert.include(text, "c-1")
    })
  )

  it.effect("masks what an error says", () =>
    Effect.gen(function* () {
      const failing = Effect.fail(new Refused({ message: `refused ${email}` })).pipe(
        Effect.catchCause((cause) => Effect.logError("failed", cause))
      )
      const text = (yield* captured(logger, failing)).join("\n")
      assert.include(text, "refused [email]")
      assert.notInclude(text, email)
    })
  )
})

it.effect("a plain logger would have written both: the plant is real", () =>
  Effect.gen(function* () {
    const text = (yield* captured(Logger.consoleJson, planted)).join("\n")
    assert.include(text, secret)
    assert.include(text, email)
  })
)

it.effect("a JSON line is one line and decodes", () =>
  Effect.gen(function* () {
    const lines = yield* captured(jsonLogger, Effect.logInfo("first\nsecond").pipe(Effect.annotateLogs({ rows: 2 })))
    assert.lengthOf(lines, 1)
    assert.lengthOf((lines[0] ?? "").split("\n"), 1)
    const line = yield* Schema.decodeEffect(Line)(lines[0] ?? "")
    assert.deepStrictEqual(line, { level: "INFO", message: "first\nsecond", fields: { rows: 2 } })
  })
)
