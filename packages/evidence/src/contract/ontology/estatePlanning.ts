import { type Ontology, OntologyId } from "./Ontology.ts"
import { accountSubtypes, type LifeEventSubtype, wealth } from "./wealthManagement.ts"

/** What calls for a look at wills, trusts and beneficiaries. */
const events: ReadonlyArray<LifeEventSubtype> = [
  "Marriage",
  "Divorce",
  "Birth",
  "Adoption",
  "Death",
  "Inheritance",
  "Illness",
  "HomePurchase",
  "HomeSale",
  "BusinessSale"
]

const about = "http://beep.com/ontology/estate-planning#"

/** Who belongs together, what they hold and what changes it: no tasks, meetings or phrases. A part of what wealth management names. */
export const estate: Ontology = {
  id: OntologyId.make("ep.v1"),
  label: "Estate planning",
  namespace: about,
  prefix: "ep",
  enabled: true,
  partOf: wealth.id,
  entities: [
    { type: "Client", about: "Somebody of the family", subtypes: [], required: [] },
    { type: "Household", about: "The family", subtypes: [], required: [] },
    { type: "Account", about: "What is held, and may pass on", subtypes: [...accountSubtypes], required: ["hasSubtype"] },
    { type: "LifeEvent", about: "What changes who inherits", subtypes: [...events], required: ["hasSubtype"] },
    { type: "Person", about: "Attorney, accountant, trustee", subtypes: [], required: ["hasRole"] }
  ],
  links: [
    { predicate: "belongsToHousehold", domain: ["Client"], range: ["Household"], functional: false },
    { predicate: "spouseOf", domain: ["Client"], range: ["Client"], functional: false },
    { predicate: "parentOf", domain: ["Client"], range: ["Client"], functional: false },
    { predicate: "ownsAccount", domain: ["Client"], range: ["Account"], functional: false },
    { predicate: "experiencedEvent", domain: ["Client"], range: ["LifeEvent"], functional: false },
    { predicate: "worksWith", domain: ["Person"], range: ["Household"], functional: false }
  ],
  values: [
    { predicate: "hasSubtype", domain: ["Account", "LifeEvent"], literal: "code", functional: true },
    { predicate: "lastFour", domain: ["Account"], literal: "text", functional: true },
    { predicate: "custodian", domain: ["Account"], literal: "text", functional: true },
    { predicate: "balance", domain: ["Account"], literal: "money", functional: true },
    { predicate: "occursOn", domain: ["LifeEvent"], literal: "date", functional: true },
    { predicate: "hasRole", domain: ["Person"], literal: "code", functional: false },
    { predicate: "emailAddress", domain: ["Client", "Person"], literal: "text", functional: false }
  ],
  derived: wealth.derived
}
