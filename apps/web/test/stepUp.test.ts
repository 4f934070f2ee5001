import { assert, describe, it } from "@effect/vitest"
import { askStepUp, stepUpStore } from "../src/api/stepUp.ts"

describe("asking for a proof again", () => {
  it("asks once for calls that are refused together, and tells each how it ended", async () => {
    const first = askStepUp("code")
    const second = askStepUp("code")
    assert.strictEqual(stepUpStore.read()?.by, "code")
    stepUpStore.read()?.answer(true)
    assert.deepStrictEqual(await Promise.all([first, second]), [true, true])
    assert.isNull(stepUpStore.read())
  })

  it("asks anew after an answer, for the password where no factor is named", async () => {
    const again = askStepUp(undefined)
    assert.strictEqual(stepUpStore.read()?.by, "password")
    stepUpStore.read()?.answer(false)
    assert.isFalse(await again)
  })

  it("tells who listens that something is asked", async () => {
    let told = 0
    const stop = stepUpStore.subscribe(() => (told += 1))
    const asked = askStepUp("password")
    stepUpStore.read()?.answer(true)
    await asked
    stop()
    assert.strictEqual(told, 2)
  })
})
