import type { EntityType } from "../ontology/Ontology.ts"
import { alike, within } from "./find/act.ts"
import type { FoundEntity, FoundGraph, MatchKey } from "./FoundGraph.ts"

/** An entity of the client as it is known so far. */
export interface KnownEntity<Id> {
  readonly id: Id
  readonly type: EntityType
  readonly label: string
  readonly keys: ReadonlyArray<MatchKey>
}

/** Which rule says that two names mean one thing; kept with every mention. */
export type Resolution =
  | "new"
  | "same_address"
  | "same_full_name"
  | "only_given_name"
  | "same_surname"
  | "same_last_four"
  | "same_kind_of_account"
  | "same_event"
  | "same_act"
  | "same_day"
  | "same_phrase"

const valuesOf = (keys: ReadonlyArray<MatchKey>, kind: MatchKey["kind"]): ReadonlyArray<string> =>
  keys.flatMap((key) => (key.kind === kind ? [key.value] : []))

const shares = (a: ReadonlyArray<MatchKey>, b: ReadonlyArray<MatchKey>, kind: MatchKey["kind"]): boolean => {
  const theirs = valuesOf(b, kind)
  return valuesOf(a, kind).some((value) => theirs.includes(value))
}

const only = <A>(all: ReadonlyArray<A>): A | undefined => (all.length === 1 ? all[0] : undefined)

type Answer<Id> = readonly [KnownEntity<Id>, Resolution] | undefined

const answer = <Id>(known: KnownEntity<Id> | undefined, how: Resolution): Answer<Id> =>
  known === undefined ? undefined : [known, how]

/** Two full names that differ are two persons, whatever else they share. */
const person = <Id>(found: FoundEntity, known: ReadonlyArray<KnownEntity<Id>>): Answer<Id> => {
  const people = known.filter(({ type }) => type === "Client" || type === "Person")
  const fullName = valuesOf(found.keys, "full_name")
  const byAddress = only(people.filter(({ keys }) => shares(keys, found.keys, "address")))
  if (byAddress !== undefined) return [byAddress, "same_address"]
  const byName = only(people.filter(({ keys }) => shares(keys, found.keys, "full_name")))
  if (byName !== undefined) return [byName, "same_full_name"]
  const namesake = people.filter(
    ({ keys }) => shares(keys, found.keys, "given_name") && (fullName.length === 0 || valuesOf(keys, "full_name").length === 0)
  )
  return answer(only(namesake), "only_given_name")
}

const parts = (value: string): readonly [string, string, string] => {
  const [subtype = "", custodian = "", owner = ""] = value.split("|")
  return [subtype, custodian, owner]
}

const agree = (a: string, b: string): boolean => a === "" || b === "" || a === b

/** Another last four is another account; without one, kind, custodian and owner may not differ, and one must be left. */
const account = <Id>(found: FoundEntity, known: ReadonlyArray<KnownEntity<Id>>): Answer<Id> => {
  const four = valuesOf(found.keys, "last_four")
  const accounts = known.filter(({ type }) => type === "Account")
  const byFour = only(accounts.filter(({ keys }) => shares(keys, found.keys, "last_four")))
  if (byFour !== undefined) return [byFour, "same_last_four"]
  const kinds = valuesOf(found.keys, "account_kind").map(parts)
  const fits = accounts.filter(
    ({ keys }) =>
      (four.length === 0 || valuesOf(keys, "last_four").length === 0) &&
      valuesOf(keys, "account_kind")
        .map(parts)
        .some(([subtype, custodian, owner]) =>
          kinds.some(([s, c, o]) => s !== "" && s === subtype && agree(c, custodian) && agree(o, owner))
        )
  )
  return answer(only(fits), "same_kind_of_account")
}

const act = <Id>(found: FoundEntity, known: ReadonlyArray<KnownEntity<Id>>): Answer<Id> => {
  const words = valuesOf(found.keys, "act").flatMap((value) => value.split(" "))
  const scored = known
    .filter(({ type }) => type === "ActionItem")
    .map((one) => {
      const theirs = valuesOf(one.keys, "act").flatMap((value) => value.split(" "))
      return {
        one,
        score: found.onlyIfKnown ? Math.max(alike(words, theirs), within(words, theirs) * 0.9) : alike(words, theirs)
      }
    })
    .filter(({ score }) => score >= 0.7)
    .toSorted((a, b) => b.score - a.score)
  const [best, second] = scored
  return best === undefined || (second !== undefined && second.score === best.score && !found.onlyIfKnown)
    ? answer(best?.one, "same_act")
    : [best.one, "same_act"]
}

const byKey = <Id>(
  found: FoundEntity,
  known: ReadonlyArray<KnownEntity<Id>>,
  kind: MatchKey["kind"],
  how: Resolution
): Answer<Id> =>
  answer(
    known.find(({ type, keys }) => type === found.type && shares(keys, found.keys, kind)),
    how
  )

/** Which known entity a found one is, and by which rule; undefined when it is a new one. */
export const resolveOne = <Id>(found: FoundEntity, known: ReadonlyArray<KnownEntity<Id>>): Answer<Id> => {
  switch (found.type) {
    case "Client":
    case "Person":
      return person(found, known)
    case "Household":
      return byKey(found, known, "surname", "same_surname")
    case "Account":
      return account(found, known)
    case "LifeEvent":
      return byKey(found, known, "event", "same_event")
    case "ActionItem":
      return act(found, known)
    case "Meeting":
      return byKey(found, known, "date", "same_day")
    case "CompliancePhrase":
      return byKey(found, known, "phrase", "same_phrase")
  }
}

export interface Resolved<Id> {
  readonly id: Id
  readonly resolution: Resolution
  readonly isNew: boolean
  readonly found: FoundEntity
}

/** Known keys and found ones, each once. */
export const joinedKeys = (a: ReadonlyArray<MatchKey>, b: ReadonlyArray<MatchKey>): ReadonlyArray<MatchKey> => [
  ...a,
  ...b.filter((key) => !a.some(({ kind, value }) => kind === key.kind && value === key.value))
]

/** A fuller name is the better label; anything else keeps the first one it had. */
export const betterLabel = (type: EntityType, known: string, found: string): string =>
  (type === "Client" || type === "Person" || type === "Account") && found.length > known.length && found.includes(lastWord(known))
    ? found
    : known

const lastWord = (label: string): string => label.split(" ").at(-1) ?? label

/**
 * Each entity of a message, in order, as a known or a new one of its client; null
 * for one that only says something of a thing nobody told of. `known` grows as it goes.
 */
export const resolveAll = <Id>(
  graph: FoundGraph,
  known: Array<KnownEntity<Id>>,
  newId: () => Id
): ReadonlyArray<Resolved<Id> | null> =>
  graph.entities.map((found) => {
    const match = resolveOne(found, known)
    if (match === undefined) {
      if (found.onlyIfKnown) return null
      const id = newId()
      known.push({ id, type: found.type, label: found.label, keys: found.keys })
      return { id, resolution: "new", isNew: true, found }
    }
    const [one, resolution] = match
    const at = known.indexOf(one)
    known[at] = {
      ...one,
      label: betterLabel(one.type, one.label, found.label),
      keys: found.onlyIfKnown ? one.keys : joinedKeys(one.keys, found.keys)
    }
    return { id: one.id, resolution, isNew: false, found }
  })
