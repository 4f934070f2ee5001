import { spawn } from "node:child_process"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import { type DemoAddress, readDemo } from "./readDemo.ts"

declare module "vitest" {
  interface ProvidedContext {
    demo: DemoAddress
  }
}

const root = join(import.meta.dirname, "..", "..")

/** Runs the README's demo on a state of its own, the way a newcomer would, and ends it as Ctrl-C does. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync(join(root, ".beep", "screenshots"), { recursive: true })
  const child = spawn(process.execPath, ["apps/cli/src/main.ts", "demo", "--fresh", "--port", "0", "--state", ".beep/e2e"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"]
  })
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)))
  project.provide("demo", await readDemo(child, ended))
  return async () => {
    child.kill("SIGTERM")
    await ended
  }
}
