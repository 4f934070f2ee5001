import { Connections } from "@beep/connections/server/Connections"
import { Documents } from "@beep/evidence/server/Documents"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { ClientId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { Sync } from "@beep/runway/server/sync/Sync"
import * as Domains from "@beep/server/composition/domains"
import * as Infrastructure from "@beep/server/composition/infrastructure"
import { decodeEnv } from "@beep/shared-env/decodeEnv"
import type { Client } from "@beep/tenancy/contract/Client"
import { NewPassword } from "@beep/tenancy/contract/Password"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { Assignments } from "@beep/tenancy/server/Assignments"
import { Clients } from "@beep/tenancy/server/Clients"
import { Members } from "@beep/tenancy/server/Members"
import { Organizations } from "@beep/tenancy/server/Organizations"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { Context, Effect, FileSystem, Layer, Schema } from "effect"
import { operator } from "../../../operator.ts"
import { Refusal } from "../../../output/Report.ts"
import type { DemoSecrets } from "../DemoState.ts"
import type { Environment } from "../environments.ts"
import { companiesOf, consent } from "./company.ts"
import { colleagues, firm, households, owner } from "./people.ts"

const job = operator("demo")
const timezone = TimeZoneName.make(firm.timezone)

/** What the demo prints for whoever wants to sign in. */
export const logins = (secrets: DemoSecrets): ReadonlyArray<string> =>
  [owner, ...colleagues].map((person) => `  ${person.role.padEnd(8)} ${person.email.padEnd(34)} ${secrets.loginPassword}`)

/** The organization and its people; what is there stays as it is. */
const firmOf = Effect.fnUntraced(function* (secrets: DemoSecrets) {
  const scope = yield* SystemScope
  const organizations = yield* Organizations
  const members = yield* Members
  const password = yield* Effect.orDie(Schema.decodeEffect(NewPassword)(secrets.loginPassword))
  const [known] = yield* scope.organizations(job)
  const organizationId =
    known ??
    (yield* organizations
      .create({
        name: firm.name,
        timezone,
        tier: "basic",
        demo: true,
        owner: { email: owner.email, displayName: owner.name, password }
      })
      .pipe(Effect.provideService(CurrentActor, { kind: "system", job: job.job }))).organization.id
  const within = scope.within(job, organizationId)
  yield* Effect.forEach(
    colleagues,
    (person) =>
      members
        .add({ email: person.email, displayName: person.name, role: person.role, password })
        .pipe(Effect.catchTag("AlreadyThere", () => Effect.void)),
    { discard: true }
  ).pipe(within)
  return { organizationId, people: yield* members.list.pipe(within) }
})

const clientNamed = Effect.fnUntraced(function* (known: ReadonlyArray<Client>, kind: Client["kind"], name: string) {
  const clients = yield* Clients
  return (
    known.find((client) => client.name === name && client.kind === kind) ??
    (yield* clients.create({ kind, name, timezone, homeCurrency: usd }))
  )
})

/** Links the company through the stand-in's consent page and reads its books. */
const connect = Effect.fnUntraced(function* (clientId: ClientId, realmId: string) {
  const connections = yield* Connections
  const sync = yield* Sync
  const { status } = yield* connections.status(clientId)
  if (status === "connected") return
  const result = yield* connections.callback(yield* consent(yield* connections.authorize(clientId), realmId))
  if (result._tag === "NotConnected")
    return yield* new Refusal({ reason: `a demo company could not be connected: ${result.error}` })
  yield* sync.run(clientId)
})

const fileMail = Effect.fnUntraced(function* (clientId: ClientId, names: ReadonlyArray<string>) {
  const documents = yield* Documents
  const files = yield* FileSystem.FileSystem
  yield* Effect.forEach(
    names,
    (name) =>
      Effect.orDie(files.readFile(new URL(`./mail/${name}`, import.meta.url).pathname)).pipe(
        Effect.flatMap((bytes) => documents.ingest(clientId, bytes, { sourceType: "upload" }))
      ),
    { discard: true }
  )
})

const load = Effect.fn("demo.load")(function* (sandboxUrl: string, secrets: DemoSecrets) {
  const { organizationId, people } = yield* firmOf(secrets)
  const asOwner = Context.make(CurrentTenant, {
    organizationId,
    memberId: people.find((member) => member.role === "owner")?.id ?? null,
    role: "owner"
  }).pipe(Context.add(CurrentActor, { kind: "system", job: job.job }))
  const companies = yield* companiesOf(sandboxUrl)
  yield* Effect.gen(function* () {
    const clients = yield* Clients
    const assignments = yield* Assignments
    const known = yield* clients.list
    const businesses = yield* Effect.forEach(companies, (company) =>
      Effect.map(clientNamed(known, "business", company.name), (client) => ({ client, company }))
    )
    const homes = yield* Effect.forEach(households, (household) =>
      Effect.map(clientNamed(known, "household", household.name), (client) => ({ client, household }))
    )
    const all = [...businesses, ...homes].map(({ client }) => client)
    yield* Effect.forEach(
      people.filter((member) => member.role !== "owner"),
      (member) =>
        Effect.forEach(
          all.filter((_, index) => index % 2 === 0),
          (client) =>
            assignments
              .assign(client.id, member.id, member.role === "advisor" ? "primary" : "secondary")
              .pipe(Effect.catchTag("AlreadyThere", () => Effect.void)),
          { discard: true }
        ),
      { discard: true }
    )
    // QuickBooks sets the pace of each company apart: side by side they take as long as one.
    yield* Effect.forEach(businesses, ({ client, company }) => connect(client.id, company.realmId), {
      discard: true,
      concurrency: "unbounded"
    })
    const contacts = yield* ClientContacts
    yield* Effect.forEach(homes, ({ client, household }) => contacts.replace(client.id, household.addresses), { discard: true })
    yield* Effect.forEach(homes, ({ client, household }) => fileMail(client.id, household.mail), { discard: true })
  }).pipe(Effect.provideContext(asOwner))
})

/**
 * Loads the demo organization through the same services and the same wires as
 * the product; runs again without doing anything twice.
 */
export const seed = Effect.fn("demo.seed")(
  function* (input: { readonly env: Environment; readonly sandboxUrl: string; readonly secrets: DemoSecrets }) {
    const env = yield* Effect.mapError(
      Effect.fromResult(decodeEnv("server", "local", input.env)),
      (faults) => new Refusal({ reason: faults.message })
    )
    yield* load(input.sandboxUrl, input.secrets).pipe(
      Effect.provide(Domains.layer(env).pipe(Layer.provideMerge(Infrastructure.layer(Infrastructure.foundationOf(env)))))
    )
  },
  Effect.catchTag(
    ["NotFound", "RoleForbidden", "ReconnectRequired", "Unavailable", "FiledElsewhere", "DocumentTooLarge"],
    (error) => Effect.fail(new Refusal({ reason: `the demo organization could not be loaded: ${error._tag}` }))
  )
)
