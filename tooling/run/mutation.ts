/** `run mutation [area…]`: changes the pure rules one place at a time, and counts how many of the changes a test notices. */
import { install, root } from "./install.ts"

install()
const { main } = await import("../mutation/src/main.ts")
process.exit(await main(root, process.argv.slice(2)))
