/** `run coverage`: how much of the core flows their tests run, by flow; takes minutes, because most of these tests need PostgreSQL. */
import { rmSync } from "node:fs"
import { join } from "node:path"
import { bun, install, root, run } from "./install.ts"

install()
rmSync(join(root, ".beep", "coverage"), { recursive: true, force: true })
const vitest = join(root, "node_modules/.bin/vitest")
const code = await run([bun, "--bun", vitest, "run", "--config", "tooling/coverage/vitest.config.ts"])
const { main } = await import("../coverage/src/main.ts")
process.exit(Math.max(code, main(root)))
