/** `run build`: the web app into apps/web/dist. */
import { join } from "node:path"
import { bun, install, root, run } from "./install.ts"

install()
// Said outright: vite keeps a NODE_ENV it finds, and a test run's would put React's development build into the bundle.
const env = { NODE_ENV: "production" }
process.exit(
  await run(
    [bun, "--bun", join(root, "apps/web/node_modules/.bin/vite"), "build", join(root, "apps/web"), ...process.argv.slice(2)],
    env
  )
)
