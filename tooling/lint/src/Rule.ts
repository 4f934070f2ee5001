import type { RuleTester } from "oxlint/plugins-dev"

/** oxlint exports no name for it. */
export type Rule = Parameters<RuleTester["run"]>[1]
