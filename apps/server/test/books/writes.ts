import type { ClientId } from "@beep/kernel/ids"
import { LocalDate } from "@beep/kernel/LocalDate"
import { CurrentRetryBudget } from "@beep/quickbooks/retry"
import { IssueId } from "@beep/runway/contract/hygiene/HygieneIssue"
import { FixResults, UndoResult, type WriteBack, WriteBackList } from "@beep/runway/contract/writeback/WriteBack"
import { Outbox } from "@beep/runway/server/writeback/Outbox"
import { ledgerSource } from "@beep/sandbox/accounting/ledgerSource"
import { fiftyCompanies } from "@beep/sandbox/companies/fifty/fiftyCompanies"
import type { FaultOrder } from "@beep/sandbox/faults/FaultOrders"
import type { ChangeOrder } from "@beep/sandbox/store/ChangeOrder"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert } from "@effect/vitest"
import { Context, Effect, Layer, Ref, Schema } from "effect"
import { call } from "../http.ts"
import { linkedClient, type Session } from "./connect.ts"
import { IntuitStandIn, layerOf, MoreVariables } from "./IntuitStandIn.ts"

/** Which company nobody has taken yet. */
class NextCompany extends Context.Service<NextCompany, Ref.Ref<number>>()("server-test/NextCompany") {}

/** The server answers and does nothing by itself: the outbox is what each test turns. */
export const suite = layerOf((asOf) =>
  Effect.succeed(
    // Companies with many bills: no test meets what another one wrote.
    fiftyCompanies({ seed: 7, asOf })
      .filter(({ transactions }) => transactions.filter(({ type }) => type === "Bill").length > 20)
      .slice(0, 16)
      .map((books) => ledgerSource(books))
  )
).pipe(
  Layer.provide(Layer.succeed(MoreVariables, { APP_ROLE: "api" })),
  Layer.provideMerge(Layer.effect(NextCompany, Ref.make(0)))
)

const Bill = Schema.fromJsonString(
  Schema.Struct({
    Id: Schema.String,
    SyncToken: Schema.NumberFromString,
    DueDate: Schema.optionalKey(Schema.String),
    Balance: Schema.Number,
    TotalAmt: Schema.Number
  })
)

/** A company is linked and read to its end in each: slow on a busy machine. */
export const minutes = 180_000

/** The day these tests order a bill to be due on. */
export const wanted = LocalDate.make("2031-01-31")

export const dueDate = (
  fixed: { readonly issueId: string; readonly version: number },
  date: string = wanted,
  recordVersion?: string
) => ({
  ...fixed,
  ...(recordVersion === undefined ? {} : { recordVersion }),
  fix: { kind: "set_due_date", dueDate: date }
})

/** A client whose books are read, with its unpaid bills as QuickBooks has them, and what is done to its writes. */
export const opened = Effect.gen(function* () {
  const linked = yield* linkedClient(yield* Ref.getAndUpdate(yield* NextCompany, (taken) => taken + 1))
  const { clientId, firm, realmId, session } = linked
  const intuit = yield* IntuitStandIn
  const bills = Effect.gen(function* () {
    const now = yield* intuit.now(realmId)
    return yield* Effect.forEach(now.rows("Bill") ?? [], ({ raw }) =>
      Effect.map(Schema.decodeUnknownEffect(Bill)(raw), ({ Balance, DueDate, Id, SyncToken, TotalAmt }) => ({
        id: Id,
        dueDate: DueDate ?? null,
        token: SyncToken,
        isOpen: Balance === TotalAmt && DueDate !== undefined,
        raw
      }))
    )
  })
  const get = (path: string) => call(`/api/advisor/clients/${clientId}/${path}`, { headers: session })
  const post = (path: string, body: unknown) => postJson(session, `/api/advisor/clients/${clientId}/${path}`, body)
  const order = (fixes: ReadonlyArray<unknown>) =>
    Effect.flatMap(post("writes", { fixes }), ({ json, status, text }) => {
      assert.strictEqual(status, 200, text)
      return Schema.decodeUnknownEffect(FixResults)(json)
    })
  return {
    ...linked,
    get,
    post,
    unpaid: (yield* bills).filter(({ isOpen }) => isOpen),
    billOf: (id: string) => Effect.map(bills, (all) => all.find((bill) => bill.id === id)),
    /** The company as QuickBooks has it now. */
    books: intuit.now(realmId),
    place: (change: ChangeOrder) => intuit.place(realmId, change),
    spoil: (fault: Omit<FaultOrder, "realmId">) => intuit.order({ realmId, ...fault }),
    /** An open issue of a record, as a scan would leave it. */
    issueOn: (id: string, rule?: string, entity?: string) => issueOn(clientId, id, rule, entity),
    order,
    /** An issue of a bill, and a due date ordered for it. */
    ordered: Effect.fnUntraced(function* ({ id }: { readonly id: string }) {
      const issue = yield* issueOn(clientId, id)
      return { issue, write: one((yield* order([dueDate(issue)])).results).write }
    }),
    form: (issueId: string) => get(`writes/form?issueId=${issueId}`),
    listed: Effect.flatMap(get("writes"), ({ json }) =>
      Effect.map(Schema.decodeUnknownEffect(WriteBackList)(json), ({ writes }) => writes)
    ),
    undo: (writeId: string) =>
      Effect.flatMap(post(`writes/${writeId}/undo`, {}), ({ json }) => Schema.decodeUnknownEffect(UndoResult)(json)),
    turn: turn(clientId, firm.organization.id),
    actions: actionsOf(clientId)
  }
})

const issueOn = Effect.fnUntraced(function* (clientId: ClientId, id: string, rule = "HYG-09", entity = "Bill") {
  const admin = yield* AdminSql
  const records = JSON.stringify([[entity, id]])
  const [row] = yield* admin`
    insert into runway.hygiene_issue (organization_id, client_id, issue_id, rule_id, fingerprint, evidence, severity_rank, cash_relevant,
      status, records, facts, first_seen_at, last_seen_at)
    select organization_id, id, gen_random_uuid(), ${rule}, sha256(convert_to(${`${rule}/${id}`}, 'UTF8')), sha256('seen'), 1, true,
      'open', ${records}::text::jsonb, '{}', now(), now()
    from tenancy.client where id = ${clientId}::uuid
    returning issue_id as "issueId", row_version as version`
  return yield* Schema.decodeUnknownEffect(Schema.Struct({ issueId: IssueId, version: Schema.Int }))(row)
})

export const statusOf = (issueId: string) =>
  Effect.flatMap(
    AdminSql,
    (admin) => admin`select status, write_pending from runway.hygiene_issue where issue_id = ${issueId}::uuid`
  ).pipe(Effect.map(([row]) => `${row?.["status"]}${row?.["write_pending"] === true ? " pending" : ""}`))

const postJson = (session: Session, path: string, body: unknown) =>
  call(path, { method: "POST", headers: { ...session, "content-type": "application/json" }, body: JSON.stringify(body) })

/** The time of waiting is over: what is due later is due now. */
export const due = (clientId: ClientId) =>
  Effect.flatMap(
    AdminSql,
    (
      admin
    ) => admin`update runway.write_intent set next_attempt_at = now() - interval '1 second', taken_by = null, taken_until = null
      where client_id = ${clientId}::uuid and ended_at is null`
  )

const turn = (clientId: ClientId, organizationId: Parameters<SystemScope["Service"]["within"]>[1]) =>
  Effect.gen(function* () {
    const outbox = yield* Outbox
    const scope = yield* SystemScope
    yield* due(clientId)
    yield* outbox
      .work(clientId)
      .pipe(
        Effect.provideService(CurrentRetryBudget, "200 millis"),
        scope.within({ job: "writes.send", reason: "writes that members ordered" }, organizationId)
      )
  })

const actionsOf = (clientId: ClientId) =>
  Effect.flatMap(
    AdminSql,
    (admin) => admin`select action from audit.entry where client_id = ${clientId}::uuid
      and (action like 'write.%' or action like 'issue.fix%') order by at, id`
  ).pipe(Effect.map((rows) => rows.map((row) => String(row["action"]))))

export const shown = ({ now, reason, state, undo: way }: WriteBack) => ({ state, reason, now, undo: way })

export const one = <A>(list: ReadonlyArray<A>): A => {
  const [first] = list
  if (first === undefined) throw new Error("there is none")
  return first
}
