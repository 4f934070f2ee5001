/** `run beep -- COMMAND`: the command line, from nothing. */
import { bun, install, run } from "./install.ts"

install()
process.exit(await run([bun, "apps/cli/src/main.ts", ...process.argv.slice(2)]))
