import { environmentPage } from "./src/environmentPage.ts"

await Bun.write(new URL("../../specs/environment.md", import.meta.url), environmentPage())
