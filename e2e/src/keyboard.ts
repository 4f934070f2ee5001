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
    /** A radio button: Tab reaches its group, the arrows walk in it. */
    choose: async (target: Locator): Promise<void> => {
      const group = await target.getAttribute("name")
      for (let step = 0; step < farthest; step += 1) {
        if (await page.evaluate((name) => document.activeElement?.getAttribute("name") === name, group)) break
        await page.keyboard.press("Tab")
      }
      for (let step = 0; step < farthest; step += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) break
        await page.keyboard.press("ArrowDown")
      }
      inputs += 1
      await page.keyboard.press("Space")
      assert.isTrue(await target.isChecked(), `${String(target)} cannot be chosen by keyboard`)
    },
    type: async (target: Locator, text: string): Promise<void> => {
      await reach(target)
      inputs += 1
      await page.keyboard.type(text)
    }
  }
}
