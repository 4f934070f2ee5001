import type { Locator, Page } from "playwright-core"
import { assert } from "vitest"

const farthest = 120

/** A person with a keyboard alone: what is needed of him is counted, the way there with Tab is not. */
export const useKeyboard = (page: Page) => {
  let inputs = 0
  const reach = async (target: Locator): Promise<void> => {
    await target.waitFor()
    for (let step = 0; step < farthest; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press("Tab")
    }
    assert.fail(`${String(target)} cannot be reached by Tab`)
  }
  return {
    inputs: (): number => inputs,
    reach,
    press: async (target: Locator): Promise<void> => {
      await reach(target)
      inputs += 1
      await page.keyboard.press("Enter")
    },
    type: async (target: Locator, text: string): Promise<void> => {
      await reach(target)
      inputs += 1
      await page.keyboard.type(text)
    }
  }
}
