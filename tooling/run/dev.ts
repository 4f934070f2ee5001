/** `run dev`: the demo with the web app rebuilt on every change. */
import { join } from "node:path"
import { bun, install, root, run } from "./install.ts"

install()
const vite = join(root, "apps/web/node_modules/.bin/vite")
const codes = await Promise.all([
  run([bun, "--bun", vite, "build", join(root, "apps/web"), "--watch"]),
  run([bun, "apps/cli/src/main.ts", "demo", ...process.argv.slice(2)])
])
process.exit(Math.max(...codes))
