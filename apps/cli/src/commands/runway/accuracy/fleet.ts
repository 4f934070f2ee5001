import { Connections } from "@beep/connections/server/Connections"
import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { usd } from "@beep/kernel/Money"
import { expectedItems } from "@beep/runway/contract/completeness/expectedItems"
import { type GapAccuracy, gapAccuracy, type KnownGap } from "@beep/runway/contract/completeness/gapAccuracy"
import { type ClientAccuracy, clientAccuracy, type Measured } from "@beep/runway/contract/oracle/accuracy"
import { Runway } from "@beep/runway/server/runway/Runway"
import { Sync } from "@beep/runway/server/sync/Sync"
import { Email } from "@beep/tenancy/contract/Email"
import { NewPassword } from "@beep/tenancy/contract/Password"
import { Clients } from "@beep/tenancy/server/Clients"
import { Organizations } from "@beep/tenancy/server/Organizations"
import { Console, Context, Effect, Schema } from "effect"
import { operator } from "../../../operator.ts"
import { Refusal } from "../../../output/Report.ts"
import { companiesOf, consent, type DemoCompany } from "../../demo/seed/company.ts"
import { gapsOf } from "./gaps.ts"
import { type Night, nightOf } from "./night.ts"
import { ours } from "./ours.ts"
import { measureByReports } from "./reports.ts"

const job = operator("accuracy")
const timezone = TimeZoneName.make("America/New_York")
/** Each company has its own pace at Intuit; more at once only take connections from each other. */
const atOnce = 8

export interface CompanyAccuracy {
  readonly name: string
  readonly ours: Measured
  readonly oracle: Measured
  readonly accuracy: ClientAccuracy
  readonly night: Night
  /** Null where the ledger could not be read, and nobody can tell what is missing. */
  readonly gaps: GapAccuracy | null
}

const owner = Effect.fnUntraced(function* (password: string) {
  const organizations = yield* Organizations
  const made = yield* organizations
    .create({
      name: "Accuracy",
      timezone,
      tier: "basic",
      demo: true,
      owner: {
        email: Email.make("owner@accuracy.example"),
        displayName: "Owner",
        password: yield* Effect.orDie(Schema.decodeEffect(NewPassword)(password))
      }
    })
    .pipe(Effect.provideService(CurrentActor, { kind: "system", job: job.job }))
  return Context.make(CurrentTenant, { organizationId: made.organization.id, memberId: made.owner.id, role: "owner" }).pipe(
    Context.add(CurrentActor, { kind: "system", job: job.job })
  )
})

/** Linked and synced as a person would; then both sides measure it at the same day. */
const measure = Effect.fnUntraced(function* ({ name, realmId }: DemoCompany, planted: ReadonlyArray<KnownGap>) {
  const clients = yield* Clients
  const connections = yield* Connections
  const client = yield* clients.create({ kind: "business", name, timezone, homeCurrency: usd })
  const linked = yield* connections.callback(yield* consent(yield* connections.authorize(client.id), realmId))
  if (linked._tag === "NotConnected") return yield* new Refusal({ reason: `a company could not be connected: ${linked.error}` })
  yield* Effect.flatMap(Sync, (sync) => sync.run(client.id))
  const { result } = yield* Effect.flatMap(Runway, (runway) => runway.compute(client.id))
  const [mine, oracle] = [ours(result), yield* measureByReports(client.id, result.asOf, result.currency)]
  const night = yield* nightOf(client.id)
  // Progress goes to standard error: standard output holds the report alone.
  yield* Console.error(`${name}: measured`)
  // The older days of the ledger are read by night: what comes four times a year is missed from then on.
  const { books } = (yield* Effect.flatMap(Runway, (runway) => runway.compute(client.id))).result
  const items = expectedItems(books)
  const gaps = items === null ? null : gapAccuracy(planted, items)
  return { name, ours: mine, oracle, accuracy: clientAccuracy(mine, oracle), night, gaps } satisfies CompanyAccuracy
})

/** Every company of the stand-in. */
export const measureFleet = Effect.fn("accuracy.fleet")(
  function* (sandboxUrl: string, password: string) {
    const companies = yield* companiesOf(sandboxUrl)
    const gaps = yield* gapsOf(sandboxUrl)
    return yield* Effect.forEach(companies, (company) => measure(company, gaps.get(company.realmId) ?? []), {
      concurrency: atOnce
    }).pipe(Effect.provideContext(yield* owner(password)))
  },
  Effect.mapError((error) =>
    error._tag === "Refusal" ? error : new Refusal({ reason: `a company could not be measured: ${error._tag}` })
  )
)
