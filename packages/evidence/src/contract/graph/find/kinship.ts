/** What a word of kinship says about who somebody is to the person it is said of. */
export type Kin = "spouse" | "child" | "descendant" | "relative"

const words: Readonly<Record<Kin, string>> = {
  spouse: "wife|husband|spouse|fianc[eé]e?",
  child: "daughters?|sons?|child(?:ren)?|kids?|step-?daughters?|step-?sons?|twins|boys?|girls?|baby|little one",
  descendant: "grand-?daughters?|grand-?sons?|grand-?child(?:ren)?|grand-?kids?",
  relative:
    "mother-in-law|father-in-law|brother-in-law|sister-in-law|son-in-law|daughter-in-law|ex-?wife|ex-?husband|mother|father|mom|dad|brothers?|sisters?|aunt|uncle|cousin|niece|nephew|stepmother|stepfather|grandmother|grandfather"
}

/** Longest first, so that `mother-in-law` is not read as `mother`. */
export const kinWord = `(?:${words.relative}|${words.descendant}|${words.child}|${words.spouse})`

const patterns = (["relative", "descendant", "child", "spouse"] as const).map(
  (kin) => [kin, new RegExp(`^(?:${words[kin]})$`, "i")] as const
)

export const kinOf = (word: string): Kin => patterns.find(([, pattern]) => pattern.test(word))?.[0] ?? "relative"

/** Codes of `hasRole`, each with the words that give it away. */
const roles: ReadonlyArray<readonly [string, string]> = [
  ["accountant", "CPA|accountant|tax preparer|tax advis[eo]r|bookkeeper|enrolled agent|tax person|tax guy"],
  ["attorney", "(?:estate |estate planning |divorce |family |real estate |trust )?(?:attorney|lawyer|counsel)|paralegal"],
  ["insurance", "insurance (?:agent|broker|person)|(?:life )?insurance rep(?:resentative)?"],
  ["banker", "banker|loan officer|mortgage (?:broker|lender|officer)|private banker"],
  ["realtor", "realtor|real estate (?:agent|broker)"],
  ["trustee", "(?:successor |co-)?trustee|executor|executrix"],
  ["doctor", "doctor|cardiologist|oncologist|surgeon"],
  ["assistant", "(?:executive )?assistant|(?:client )?(?:service|operations) associate|paraplanner|office manager"],
  ["adviser", "(?:financial |wealth |investment )?(?:advis[eo]r|planner)|wealth manager|portfolio manager"],
  ["custodian", "(?:service )?rep(?:resentative)?"]
]

export const roleWord = `(?:${roles.map(([, words]) => words).join("|")})`

const rolePatterns = roles.map(([code, words]) => [code, new RegExp(`^(?:${words})$`, "i")] as const)

export const roleOf = (word: string): string => rolePatterns.find(([, pattern]) => pattern.test(word))?.[0] ?? "contact"
