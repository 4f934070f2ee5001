import type { Rule } from "./Rule.ts"
import { longFile } from "./rules/longFile.ts"
import { noAmbient } from "./rules/noAmbient.ts"
import { noBareSqlRow } from "./rules/noBareSqlRow.ts"
import { noBarrel } from "./rules/noBarrel.ts"
import { noCast } from "./rules/noCast.ts"
import { noProcessEnv } from "./rules/noProcessEnv.ts"
import { noRawColour } from "./rules/noRawColour.ts"

/** The house's own rules; oxlint loads this file (under Bun, so as TypeScript). */
const plugin: { readonly meta: { readonly name: string }; readonly rules: Readonly<Record<string, Rule>> } = {
  meta: { name: "beep" },
  rules: {
    "long-file": longFile,
    "no-ambient": noAmbient,
    "no-bare-sql-row": noBareSqlRow,
    "no-barrel": noBarrel,
    "no-cast": noCast,
    "no-process-env": noProcessEnv,
    "no-raw-colour": noRawColour
  }
}

export default plugin
