import { Effect, Schema } from "effect"
import type { Page } from "playwright-core"
import { BenchRefused } from "../stage/BenchRefused.ts"
import { asked } from "./openBrowser.ts"

export const patience = 30_000

const Frames = Schema.Struct({ from: Schema.Finite, to: Schema.Finite })
const Parts = Schema.Struct({ code: Schema.Finite, answers: Schema.Finite, tasks: Schema.Finite })

/** From a key to the frame that showed what it asked for, by the page's clock. */
export interface Step {
  /** The name of the client it belongs to. */
  readonly client: string
  /** What was expected. */
  readonly what: string
  readonly key: string
  readonly from: number
  readonly to: number
}

export const millisOf = ({ from, to }: Step): number => to - from

/** Presses a key and waits until the page shows what was expected of it. */
export const step = Effect.fnUntraced(function* (page: Page, key: string, what: string, of: string, client: string) {
  const refused = `${key} did not lead to ${what} ${of}`
  const frames = yield* asked(refused, async () => {
    await page.evaluate(`beepExpect(${JSON.stringify([what, of])})`)
    await page.keyboard.press(key)
    return await page.evaluate("beepStep()")
  }).pipe(
    Effect.timeout(patience),
    Effect.catchTag("TimeoutError", () => Effect.fail(new BenchRefused({ reason: refused }))),
    Effect.flatMap(Schema.decodeUnknownEffect(Frames))
  )
  const done: Step = { ...frames, client, what, key }
  return done
})

/** Which step it was, and what it waited for. Asked when the walk is over: the browser tells of a task after its frame. */
export const described = Effect.fnUntraced(function* (page: Page, one: Step) {
  const { answers, code, tasks } = yield* Effect.flatMap(
    asked("the page forgot a step", () => page.evaluate(`beepParts([${one.from}, ${one.to}])`)),
    Schema.decodeUnknownEffect(Parts)
  )
  const shown = (millis: number) => `${Math.round(millis)} ms`
  return `${one.client}, ${one.key} to ${one.what}: code ${shown(code)}, answers ${shown(answers)}, long tasks ${shown(tasks)}`
})
