import { spawn } from "node:child_process"
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type DemoAddress, readDemo } from "./readDemo.ts"

const root = join(import.meta.dirname, "..", "..")

export interface StartedDemo {
  readonly address: Promise<DemoAddress>
  readonly end: () => Promise<void>
}

/** Runs the README's demo on a state of its own, the way a newcomer would, and ends it as Ctrl-C does. */
export const startDemo = (): StartedDemo => {
  const folder = mkdtempSync(join(tmpdir(), "beep-demo-"))
  // As root, PostgreSQL runs as somebody else, who has to enter.
  chmodSync(folder, 0o755)
  const child = spawn(process.execPath, ["apps/cli/src/main.ts", "demo", "--port", "0", "--state", join(folder, "state")], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"]
  })
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)))
  return {
    address: readDemo(child, ended),
    end: async () => {
      child.kill("SIGTERM")
      await ended
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
