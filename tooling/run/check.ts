/**
 * `run check [name…]`: types, lint, format, dead code, import table, copy, endpoint
 * scopes, environment, migrations, audited writes, telemetry names, lockfile, machine traces.
 * Works right after a clone: installs first, and only then loads the checks.
 */
import { install, root } from "./install.ts"

install()
const { main } = await import("../check/src/main.ts")
process.exit(await main(root, process.argv.slice(2)))
