/**
 * `run bench`: installs what the lockfile names, then measures. Built-ins only until then.
 * `--json` prints one document, `--only clients,sync` some parts, `--profile <folder>` writes a CPU profile of the server.
 */
const root = new URL("../../..", import.meta.url).pathname

const installed = Bun.spawnSync([process.execPath, "install", "--frozen-lockfile"], { cwd: root, stdout: "pipe", stderr: "pipe" })
if (installed.exitCode !== 0) {
  process.stderr.write(`${installed.stderr.toString()}\nInstalling the packages of bun.lock failed: see the lines above.\n`)
  process.exit(1)
}
const { main } = await import("./bench.ts")
process.exit(await main(process.argv.slice(2)))

export {}
