/**
 * Installs what the lockfile names, unless that was done for this very lockfile.
 * Built-ins only: nothing is installed yet when this runs.
 */
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { isGone, launchers } from "./launchers.ts"

export const root = join(import.meta.dir, "..", "..")

/** Bun by the way it was started, so that children run on the same one. */
export const bun = process.execPath

const stamp = join(root, "node_modules", ".cache", "beep-install")

const fingerprint = () => {
  const hash = createHash("sha256")
  for (const file of ["bun.lock", "package.json"]) hash.update(readFileSync(join(root, file)))
  return hash.digest("hex")
}

export const install = (): void => {
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return
  const result = Bun.spawnSync([bun, "install", "--frozen-lockfile"], { cwd: root, stdout: "pipe", stderr: "pipe" })
  if (result.exitCode !== 0) {
    process.stderr.write(`${result.stderr.toString()}\nInstalling the packages of bun.lock failed: see the lines above.\n`)
    process.exit(1)
  }
  mkdirSync(join(root, "node_modules", ".cache"), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** Runs a command in the foreground, passes signals on, ends it when whoever launched us is gone, and answers its exit code. */
export const run = async (command: ReadonlyArray<string>, env: Record<string, string> = {}): Promise<number> => {
  const child = Bun.spawn([...command], { cwd: root, stdio: ["inherit", "inherit", "inherit"], env: { ...process.env, ...env } })
  const pass = (signal: NodeJS.Signals) => () => child.kill(signal)
  const onInterrupt = pass("SIGINT")
  const onTerminate = pass("SIGTERM")
  process.on("SIGINT", onInterrupt)
  process.on("SIGTERM", onTerminate)
  const above = launchers()
  const watch = setInterval(() => {
    if (above.some(isGone)) child.kill("SIGTERM")
  }, 500)
  const code = await child.exited
  clearInterval(watch)
  process.off("SIGINT", onInterrupt)
  process.off("SIGTERM", onTerminate)
  return code
}
