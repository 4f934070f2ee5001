/** `run build`: the web app into apps/web/dist. */
import { join } from "node:path"
import { bun, install, root, run } from "./install.ts"

install()
process.exit(await run([bun, "--bun", join(root, "apps/web/node_modules/.bin/vite"), "build", join(root, "apps/web"), ...process.argv.slice(2)]))
