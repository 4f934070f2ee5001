import { readFileSync } from "node:fs"

/** The exact text of a file under `test/fixtures`. */
export const fixtureText = (path: string): string => readFileSync(new URL(`../fixtures/${path}`, import.meta.url), "utf8")
