import { Effect } from "effect"
import { homedir } from "node:os"

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

const entry = new URL("../src/main.ts", import.meta.url).pathname

/** Runs the command line as an operator does: its own process, its own environment. */
export const beep = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}, input = ""): Effect.Effect<Ran> =>
  Effect.promise(async () => {
    const child = Bun.spawn([process.execPath, entry, ...args], {
      // Without a home, Bun keeps its cache in the folder it was started in.
      env: { HOME: homedir(), ...env },
      stdin: new Blob([input]),
      stdout: "pipe",
      stderr: "pipe"
    })
    const [out, err, code] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited
    ])
    return { code, out, err }
  })
