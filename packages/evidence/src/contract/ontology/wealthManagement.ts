import { type Ontology, OntologyId } from "./Ontology.ts"

export const accountSubtypes = [
  "TraditionalIRA",
  "RothIRA",
  "RolloverIRA",
  "InheritedIRA",
  "SepIRA",
  "SimpleIRA",
  "IRA",
  "Roth401k",
  "Plan401k",
  "Plan403b",
  "Plan457",
  "Plan529",
  "HSA",
  "Brokerage",
  "Trust",
  "Checking",
  "Savings",
  "Custodial",
  "DAF",
  "Annuity",
  "LifeInsurance"
] as const
export type AccountSubtype = (typeof accountSubtypes)[number]

export const lifeEventSubtypes = [
  "Retirement",
  "Graduation",
  "Marriage",
  "Engagement",
  "Divorce",
  "Birth",
  "Adoption",
  "Death",
  "Inheritance",
  "JobChange",
  "JobLoss",
  "HomePurchase",
  "HomeSale",
  "Relocation",
  "BusinessSale",
  "Illness",
  "MilestoneBirthday",
  "CollegeStart"
] as const
export type LifeEventSubtype = (typeof lifeEventSubtypes)[number]

export const complianceCategories = [
  "assured_result",
  "no_risk",
  "inside_information",
  "unreported_income",
  "off_channel"
] as const
export type ComplianceCategory = (typeof complianceCategories)[number]

const namespace = "http://beep.com/ontology/wealth-management#"

/** The ontology of knowledge.md 1.8 with the values its required attributes need (G-2). */
export const wealth: Ontology = {
  id: OntologyId.make("wm.v1"),
  label: "Wealth management",
  namespace,
  prefix: "wm",
  enabled: true,
  partOf: null,
  entities: [
    { type: "Client", about: "A person the firm serves", subtypes: [], required: [] },
    { type: "Household", about: "The persons served together", subtypes: [], required: [] },
    { type: "Account", about: "An account of a client", subtypes: [...accountSubtypes], required: ["hasSubtype"] },
    { type: "LifeEvent", about: "What changes a client's life", subtypes: [...lifeEventSubtypes], required: ["hasSubtype"] },
    { type: "ActionItem", about: "Something somebody is to do", subtypes: [], required: ["origin"] },
    { type: "Meeting", about: "A meeting, known by its date", subtypes: [], required: ["scheduledFor"] },
    { type: "Person", about: "Somebody else: adviser, accountant, attorney", subtypes: [], required: ["hasRole"] },
    {
      type: "CompliancePhrase",
      about: "Words that need a second look before anybody repeats them",
      subtypes: [...complianceCategories],
      required: ["category"]
    }
  ],
  links: [
    { predicate: "belongsToHousehold", domain: ["Client"], range: ["Household"], functional: false },
    { predicate: "ownsAccount", domain: ["Client"], range: ["Account"], functional: false },
    { predicate: "experiencedEvent", domain: ["Client"], range: ["LifeEvent"], functional: false },
    { predicate: "hasActionItem", domain: ["Client", "Household"], range: ["ActionItem"], functional: false },
    { predicate: "assignedTo", domain: ["ActionItem"], range: ["Client", "Person"], functional: true },
    { predicate: "concernsAccount", domain: ["ActionItem"], range: ["Account"], functional: false },
    { predicate: "spouseOf", domain: ["Client"], range: ["Client"], functional: false },
    { predicate: "parentOf", domain: ["Client"], range: ["Client"], functional: false },
    { predicate: "worksWith", domain: ["Person"], range: ["Household"], functional: false },
    { predicate: "attends", domain: ["Client", "Person"], range: ["Meeting"], functional: false },
    { predicate: "wrote", domain: ["Client", "Person"], range: ["CompliancePhrase"], functional: false }
  ],
  values: [
    { predicate: "hasSubtype", domain: ["Account", "LifeEvent"], literal: "code", functional: true },
    { predicate: "lastFour", domain: ["Account"], literal: "text", functional: true },
    { predicate: "custodian", domain: ["Account"], literal: "text", functional: true },
    { predicate: "balance", domain: ["Account"], literal: "money", functional: true },
    { predicate: "dueOn", domain: ["ActionItem"], literal: "date", functional: true },
    { predicate: "amount", domain: ["ActionItem", "LifeEvent"], literal: "money", functional: false },
    { predicate: "occursOn", domain: ["LifeEvent"], literal: "date", functional: true },
    { predicate: "scheduledFor", domain: ["Meeting"], literal: "date", functional: true },
    { predicate: "status", domain: ["ActionItem"], literal: "code", functional: true },
    { predicate: "origin", domain: ["ActionItem"], literal: "code", functional: false },
    { predicate: "hasRole", domain: ["Person"], literal: "code", functional: false },
    { predicate: "emailAddress", domain: ["Client", "Person"], literal: "text", functional: false },
    { predicate: "category", domain: ["CompliancePhrase"], literal: "code", functional: false }
  ],
  derived: [
    { predicate: "hasEvidentialMention", domain: "any", range: "Mention", from: "a mention names the entity it is of" },
    { predicate: "mentions", domain: "Email", range: "Mention", from: "a mention names the document it stands in" }
  ]
}

/** What a run of ours names when nobody chose: no other part of the product may hold a second one. */
export const standardOntology = wealth.id
