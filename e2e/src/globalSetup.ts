import { spawn } from "node:child_process"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import { type DemoAddress, readDemo } from "./readDemo.ts"
import { workers } from "./workers.ts"

declare module "vitest" {
  interface ProvidedContext {
    demos: ReadonlyArray<DemoAddress>
  }
}

const root = join(import.meta.dirname, "..", "..")

/** Runs the README's demo on a state of its own, the way a newcomer would, and ends it as Ctrl-C does. */
const start = (worker: number) => {
  const child = spawn(
    process.execPath,
    ["apps/cli/src/main.ts", "demo", "--fresh", "--port", "0", "--state", `.beep/e2e-${worker}`],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"] }
  )
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)))
  return {
    address: readDemo(child, ended),
    end: async () => {
      child.kill("SIGTERM")
      await ended
    }
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<unknown>> {
  mkdirSync(join(root, ".beep", "screenshots"), { recursive: true })
  const demos: Array<ReturnType<typeof start>> = []
  const addresses: Array<DemoAddress> = []
  const end = () => Promise.all(demos.map((one) => one.end()))
  try {
    // One after the other: each looks for ports that are free, and two at once would find the same.
    for (let worker = 1; worker <= workers; worker += 1) {
      const one = start(worker)
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
