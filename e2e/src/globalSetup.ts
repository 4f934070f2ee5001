import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import type { DemoAddress } from "./readDemo.ts"
import { type StartedDemo, startDemo } from "./startDemo.ts"
import { workers } from "./workers.ts"

declare module "vitest" {
  interface ProvidedContext {
    demos: ReadonlyArray<DemoAddress>
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<unknown>> {
  mkdirSync(join(import.meta.dirname, "..", "..", ".beep", "screenshots"), { recursive: true })
  const demos: Array<StartedDemo> = []
  const addresses: Array<DemoAddress> = []
  const end = () => Promise.all(demos.map((one) => one.end()))
  try {
    // One after the other: each looks for ports that are free, and two at once would find the same.
    for (let worker = 0; worker < workers; worker += 1) {
      const one = startDemo()
      demos.push(one)
      addresses.push(await one.address)
    }
  } catch (failure) {
    await end()
    throw failure
  }
  project.provide("demos", addresses)
  return end
}
