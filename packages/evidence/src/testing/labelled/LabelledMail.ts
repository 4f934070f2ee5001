import type { EntityType } from "../../contract/ontology/Ontology.ts"

/** One message with what a person who read it says is in it. Names are as the household knows them. */
export interface LabelledMail {
  readonly id: string
  readonly household: string
  readonly from: string
  readonly to: ReadonlyArray<string>
  readonly date: string
  readonly body: string
  /** The quoted part of the body begins with these words; nothing in it is a new statement. */
  readonly quotedFrom?: string
  readonly clients: ReadonlyArray<string>
  /** Somebody else, with the code of the role the words give. */
  readonly outside: ReadonlyArray<readonly [name: string, role: string]>
  readonly accounts: ReadonlyArray<{
    readonly subtype: string | null
    readonly lastFour: string | null
    readonly custodian: string | null
    readonly owner: string | null
  }>
  readonly events: ReadonlyArray<readonly [subtype: string, who: string]>
  readonly actions: ReadonlyArray<{
    readonly what: string
    readonly owner: string | null
    readonly due: string | null
    /** The owner undertook it in this message. */
    readonly promised: boolean
  }>
  /** Their days. */
  readonly meetings: ReadonlyArray<string>
  /** Categories of phrases that need a second look. */
  readonly compliance: ReadonlyArray<string>
  readonly kin: ReadonlyArray<readonly [subject: string, predicate: "spouseOf" | "parentOf", object: string]>
}

export type ScoredEntity = Exclude<EntityType, "Household">

type Written = Pick<LabelledMail, "id" | "household" | "from" | "to" | "date" | "body"> & Partial<LabelledMail>

/** Whatever is not written was read and is not in the message. */
export const labelled = (mail: Written): LabelledMail => ({
  clients: [],
  outside: [],
  accounts: [],
  events: [],
  actions: [],
  meetings: [],
  compliance: [],
  kin: [],
  ...mail
})

export const account = (
  subtype: string | null,
  lastFour: string | null,
  custodian: string | null,
  owner: string | null
): LabelledMail["accounts"][number] => ({ subtype, lastFour, custodian, owner })

export const todo = (what: string, owner: string | null, due: string | null): LabelledMail["actions"][number] => ({
  what,
  owner,
  due,
  promised: false
})

export const promised = (what: string, owner: string, due: string | null): LabelledMail["actions"][number] => ({
  what,
  owner,
  due,
  promised: true
})
