/** Rules that are mutated, by globs from the root, and the folder of the tests that have to notice. None of these needs a database. */
export interface Area {
  readonly rules: ReadonlyArray<string>
  readonly tests: string
}

/** The tests of another area would notice too, by way of its own rules; they would be asked for every mutant and say less. */
export const areas: Readonly<Record<string, Area>> = {
  runway: { rules: ["packages/runway/src/contract/runway/!(figureTexts).ts"], tests: "packages/runway/test/contract/runway" },
  variance: {
    rules: ["packages/runway/src/contract/digest/{variance,DigestChange,Insight}.ts"],
    tests: "packages/runway/test/contract/digest"
  },
  bridge: { rules: ["packages/runway/src/contract/bridge/*.ts"], tests: "packages/runway/test/contract/bridge" },
  hygiene: { rules: ["packages/runway/src/contract/hygiene/**/*.ts"], tests: "packages/runway/test/contract/hygiene" },
  gate: { rules: ["packages/tenancy/src/contract/{evaluateFeature,Feature}.ts"], tests: "packages/tenancy/test/contract" }
}

/** Killed mutants of a hundred, in every area. */
export const leastScore = 80
