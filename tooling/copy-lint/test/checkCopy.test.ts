import { assert, describe, it } from "@effect/vitest"
import { checkJson, checkProse, checkSource, checkSources } from "../src/checkCopy.ts"
import { bannedIn } from "../src/checkText.ts"

const footer = "Figures are informational and are not financial, tax or legal advice."

describe("banned words", () => {
  it.each([
    "We recommend this",
    "RECOMMENDED",
    "3 recommendations",
    "recommendedAction",
    "recommended_action",
    "It is advised to wait",
    "we are advising you",
    "ask for advice",
    "an inadvisable, unadvisable thing",
    "We suggest paying",
    "suggestion",
    "You should pay now",
    "you\u00a0should wait",
    "you really should wait",
    "You must pay Acme",
    "We think so",
    "the best option",
    "guaranteed result",
    "a guarantee",
    "Safe to pay",
    "risk-free",
    "riskfree",
    "latest safe pay date",
    "Smart move!",
    "re\u00adcommend",
    "ｒｅｃｏｍｍｅｎｄ",
    "you <b>should</b> pay",
    "you&nbsp;should pay"
  ])("%s is refused", (text) => assert.isNotEmpty(bannedIn(text, [])))

  it.each([
    "Your advisor sees this",
    "advisorId",
    "/api/advisor/clients",
    "An advisory firm, an adviser",
    "Data shows 4 clients need attention.",
    "2 of 3 fixes complete",
    "Tools to help you decide",
    "Choose an option",
    "Password must be 12 characters or more",
    "safely stored",
    "the commendation"
  ])("%s is fine", (text) => assert.deepStrictEqual(bannedIn(text, []), []))

  it("allows the footer whole, once or often, and no part of it", () => {
    assert.deepStrictEqual(bannedIn(footer, [footer]), [])
    assert.deepStrictEqual(bannedIn(`Page 1. ${footer} ${footer}`, [footer]), [])
    assert.deepStrictEqual(bannedIn(footer, []), ["advice"])
    assert.deepStrictEqual(bannedIn("not legal advice.", [footer]), ["advice"])
    assert.deepStrictEqual(bannedIn(`${footer} Our advice: wait.`, [footer]), ["advice"])
  })
})

describe("source", () => {
  const words = (source: string) => checkSource("packages/x/src/contract/a.tsx", source, [footer]).map((finding) => finding.line)

  it.each([
    ["a literal", `export const a = "We recommend it"`],
    ["an attribute", `export const a = <i aria-label="You should pay" />`],
    ["text of an element", `export const a = <p>You should pay</p>`],
    ["text cut by markup", `export const a = <p>You <b>should</b> pay</p>`],
    ["a sum of literals", `export const a = "you " + "should pay"`],
    ["a template", "export const a = (x: string) => `we suggest ${x}`"],
    ["a field of a contract", `export const a = { recommendedAction: 1 }`],
    ["a field of a type", `export interface A { readonly suggestedDate: string }`],
    ["an enum value", `export const a = ["open", "advised"]`]
  ])("is refused in %s", (_what, source) => assert.deepStrictEqual(words(source), [1]))

  it("leaves comments and names of modules alone", () => {
    assert.deepStrictEqual(words(`// we recommend\nimport { a } from "./recommend.ts"\nexport const b = a`), [])
  })

  it("walks screens, contracts and messages, not servers' inner texts", () => {
    const planted = `export const a = "you should"`
    const found = checkSources(
      new Map([
        ["apps/web/src/messages/app.ts", planted],
        ["packages/runway/src/contract/words.ts", planted],
        ["packages/ui/src/Button.tsx", planted],
        ["packages/runway/src/server/exports/csv.ts", planted],
        ["packages/tenancy/src/server/Review.ts", `import { csvLine } from "../contract/csv.ts"\n${planted}`],
        ["packages/runway/src/server/List.ts", `const type = "text/csv"\n${planted}`],
        ["packages/runway/src/server/Sync.ts", planted],
        ["packages/runway/test/a.test.ts", planted]
      ]),
      []
    )
    assert.deepStrictEqual(
      found.map((finding) => finding.file),
      [
        "apps/web/src/messages/app.ts",
        "packages/runway/src/contract/words.ts",
        "packages/ui/src/Button.tsx",
        "packages/runway/src/server/exports/csv.ts",
        "packages/tenancy/src/server/Review.ts",
        "packages/runway/src/server/List.ts"
      ]
    )
  })
})

describe("documents", () => {
  it("looks at names and texts of an OpenAPI document", () => {
    const document = {
      paths: { "/api/advisor/clients": { get: { description: "Lists clients." } } },
      components: { schemas: { Bill: { properties: { recommendedAction: {} }, description: "We think so" } } }
    }
    assert.deepStrictEqual(
      checkJson("openapi.json", document, []).map((finding) => finding.message.split(":")[0]),
      [`"recommend" at /components/schemas/Bill/properties`, `"we think" at /components/schemas/Bill/description`]
    )
  })

  it("reads prose line by line", () => {
    assert.deepStrictEqual(
      checkProse("a.csv", `Client,Runway\n${footer}\nAcme,guaranteed`, [footer]).map((finding) => finding.line),
      [3]
    )
  })
})
