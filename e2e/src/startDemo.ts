import { spawn } from "node:child_process"
import { join } from "node:path"
import { type DemoAddress, readDemo } from "./readDemo.ts"

const root = join(import.meta.dirname, "..", "..")

export interface StartedDemo {
  readonly address: Promise<DemoAddress>
  readonly end: () => Promise<void>
}

/** Runs the README's demo on a state of its own, the way a newcomer would, and ends it as Ctrl-C does. */
export const startDemo = (name: string): StartedDemo => {
  const child = spawn(
    process.execPath,
    ["apps/cli/src/main.ts", "demo", "--fresh", "--port", "0", "--state", `.beep/e2e-${name}`],
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
