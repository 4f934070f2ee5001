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
  const demos = Array.from({ length: workers }, (_, worker) => start(worker + 1))
  const end = () => Promise.all(demos.map((one) => one.end()))
  try {
    project.provide("demos", await Promise.all(demos.map((one) => one.address)))
  } catch (failure) {
    await end()
    throw failure
  }
  return end
}
