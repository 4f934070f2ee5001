/** `run demo`: installs, then `beep demo` does the rest. */
import { bun, install, run } from "./install.ts"

install()
process.exit(await run([bun, "apps/cli/src/main.ts", "demo", ...process.argv.slice(2)]))
