/** `run stories`: the design system in Storybook, on a port of this machine. */
import { join } from "node:path"
import { bun, install, root, run } from "./install.ts"

install()
const storybook = join(root, "node_modules/.bin/storybook")
process.exit(
  await run([bun, "--bun", storybook, "dev", "-c", "packages/ui/.storybook", "-p", "6006", "--ci", ...process.argv.slice(2)])
)
