import { LocalDate } from "@beep/kernel/LocalDate"
import type { WriteBack } from "@beep/runway/contract/writeback/WriteBack"
import type { FaultOrder } from "@beep/sandbox/faults/FaultOrders"
import { AdminSql } from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Fiber, Schedule } from "effect"
import { dueDate, minutes, one, opened, shown, statusOf, suite, wanted } from "./books/writes.ts"

/** What is said of a write after each turn of the outbox, and of what QuickBooks does with its calls in that turn. */
interface Course {
  readonly what: string
  readonly turns: ReadonlyArray<{
    readonly faults: ReadonlyArray<{
      readonly fault: FaultOrder["fault"]
      readonly path: "read" | "write"
      readonly times?: number
    }>
    readonly state: WriteBack["state"]
    readonly reason: WriteBack["reason"]
  }>
  /** Requests of their own, however often each went out. */
  readonly requests: number
  readonly isWritten: boolean
}

const write = (fault: FaultOrder["fault"], times = 1) => ({ fault, path: "write" as const, times })
const well = { faults: [], state: "confirmed", reason: null } as const
const afterwards = (fault: FaultOrder["fault"]) => ({ faults: [write(fault)], state: "sending", reason: "outage" }) as const

const courses: ReadonlyArray<Course> = [
  {
    what: "a record that looks stale is read again",
    turns: [{ ...well, faults: [write("stale_object")] }],
    requests: 2,
    isWritten: true
  },
  {
    what: "a record that looks stale every time is left alone",
    turns: [{ faults: [write("stale_object", 5)], state: "conflict", reason: "changed" }],
    requests: 5,
    isWritten: false
  },
  {
    what: "a reading that says so makes no sense, and is made again",
    turns: [{ faults: [{ fault: "stale_object", path: "read" }], state: "staged", reason: "outage" }, well],
    requests: 1,
    isWritten: true
  },
  {
    what: "an expired token is renewed",
    turns: [{ ...well, faults: [write("token_expired")] }],
    requests: 1,
    isWritten: true
  },
  { what: "no answer", turns: [afterwards("reset"), well], requests: 1, isWritten: true },
  { what: "half an answer to what was done", turns: [afterwards("truncated"), well], requests: 1, isWritten: true },
  {
    what: "what was done, by a QuickBooks that has forgotten its request",
    turns: [afterwards("answer_lost"), { ...well, faults: [write("stale_object")] }],
    requests: 1,
    isWritten: true
  },
  {
    what: "a record that went before the request came",
    turns: [{ faults: [write("object_gone")], state: "conflict", reason: "deleted" }],
    requests: 1,
    isWritten: false
  },
  {
    what: "a company without a subscription",
    turns: [{ faults: [write("company_unavailable")], state: "sending", reason: "subscription_ended" }, well],
    requests: 1,
    isWritten: true
  },
  {
    // Last: for a minute nothing more is sent to the company.
    what: "a throttle that does not say how long",
    turns: [{ faults: [write("throttled")], state: "sending", reason: "throttled" }],
    requests: 1,
    isWritten: false
  }
]

const takenBy = (clientId: string, qboId: string) =>
  Effect.flatMap(
    AdminSql,
    (admin) => admin`select state, taken_by from runway.write_intent where client_id = ${clientId}::uuid and qbo_id = ${qboId}`
  ).pipe(Effect.map(([row]) => ({ state: String(row?.["state"]), worker: row?.["taken_by"] ?? null })))

/** As if this worker had said nothing for so long that another one took the write. */
const takenAway = (clientId: string, qboId: string) =>
  Effect.flatMap(
    AdminSql,
    (admin) => admin`update runway.write_intent set taken_by = gen_random_uuid(), taken_until = now() + interval '1 minute'
      where client_id = ${clientId}::uuid and qbo_id = ${qboId}`
  )

layer(suite, { excludeTestServices: true, timeout: "3 minutes" })("writes to QuickBooks that meet trouble", (it) => {
  it.effect(
    "P1-3.3 are done once or not at all, whatever becomes of their calls",
    () =>
      Effect.gen(function* () {
        const { actions, billOf, listed, ordered, spoil, turn, unpaid } = yield* opened
        assert.isAtLeast(unpaid.length, courses.length)
        for (const [index, { isWritten, requests, turns, what }] of courses.entries()) {
          const bill = one(unpaid.slice(index))
          const before = yield* actions
          yield* ordered(bill)
          for (const [round, { faults, reason, state }] of turns.entries()) {
            for (const fault of faults) yield* spoil({ times: 1, ...fault })
            yield* turn
            const writes = yield* listed
            const found = one(writes.filter(({ qboId }) => qboId === bill.id))
            assert.deepInclude(shown(found), { state, reason }, `${what}, turn ${round + 1}`)
          }
          const after = yield* billOf(bill.id)
          const expected = isWritten ? [wanted, bill.token + 1] : [bill.dueDate, bill.token]
          assert.deepStrictEqual([after?.dueDate, after?.token], expected, what)
          const sent = (yield* actions).slice(before.length).filter((action) => action === "write.sent")
          assert.lengthOf(sent, requests, what)
        }
      }),
    minutes
  )

  it.effect(
    "end where somebody set the same value first, and wait where the record cannot be read",
    () =>
      Effect.gen(function* () {
        const { billOf, issueOn, listed, order, place, turn, unpaid } = yield* opened
        const [same, strange] = unpaid
        if (same === undefined || strange === undefined) return assert.fail("too few bills")
        const issues = yield* Effect.forEach([same, strange], ({ id }) => issueOn(id))
        yield* order(issues.map((issue) => dueDate(issue)))
        yield* place({ order: "editDueDate", id: same.id, dueDate: wanted })
        yield* place({ order: "invent", entity: "Bill", id: strange.id, member: "DueDate", word: "soon" })
        yield* turn
        const writes = yield* listed
        const of = (id: string) => one(writes.filter(({ qboId }) => qboId === id))
        assert.deepInclude(shown(of(same.id)), { state: "conflict", reason: "already_so", now: { dueDate: wanted } })
        assert.deepInclude(shown(of(strange.id)), { state: "staged", reason: "outage" })
        assert.deepInclude(yield* billOf(same.id), { token: same.token + 1 })
        assert.deepStrictEqual(yield* Effect.forEach(issues, ({ issueId }) => statusOf(issueId)), ["open", "fixing pending"])
      }),
    minutes
  )

  it.effect(
    "that were recorded are not called changed while they stand, nor confirmed while they cannot be read",
    () =>
      Effect.gen(function* () {
        const { issueOn, listed, order, place, post, spoil, turn, unpaid } = yield* opened
        const [changed, deleted, stands, late, next] = unpaid
        if (!changed || !deleted || !stands || !late || !next) return assert.fail("too few bills")
        const ordered = (bills: ReadonlyArray<{ readonly id: string }>) =>
          Effect.forEach(bills, ({ id }) => issueOn(id)).pipe(
            Effect.flatMap((issues) => order(issues.map((issue) => dueDate(issue))))
          )
        const standing = Effect.map(
          listed,
          (writes) => (bill: { readonly id: string }) => shown(one(writes.filter(({ qboId }) => qboId === bill.id)))
        )
        yield* ordered([changed, deleted, stands])
        yield* spoil({ fault: "unavailable", path: "cdc", times: 1 })
        yield* turn
        const unread = yield* standing
        for (const bill of [changed, deleted, stands]) assert.deepInclude(unread(bill), { state: "recorded", reason: null })
        yield* place({ order: "editDueDate", id: changed.id, dueDate: LocalDate.make("2031-02-28") })
        yield* place({ order: "delete", id: deleted.id })
        yield* turn
        const read = yield* standing
        assert.deepInclude(read(changed), { state: "confirmed", reason: "changed_since" })
        assert.deepInclude(read(deleted), { state: "confirmed", reason: "changed_since" })
        assert.deepInclude(read(stands), { state: "confirmed", reason: null })

        yield* ordered([late])
        yield* spoil({ fault: "unavailable", path: "cdc", times: 1 })
        yield* turn
        yield* ordered([next])
        yield* post("connection/disconnect", {})
        yield* turn
        const unlinked = yield* standing
        assert.deepInclude(unlinked(late), { state: "recorded", reason: "reconnect_required" })
        assert.deepInclude(unlinked(next), { state: "staged", reason: "reconnect_required" })
      }),
    minutes
  )

  it.effect(
    "change nothing more once they are in other hands or were taken back",
    () =>
      Effect.gen(function* () {
        const { actions, billOf, clientId, listed, ordered, place, spoil, turn, undo, unpaid } = yield* opened
        const [back, gone, sent, recorded] = unpaid
        if (!back || !gone || !sent || !recorded) return assert.fail("too few bills")
        /** A turn that is held up on its way, in which `then` happens when its writes have come as far as `until`. */
        const heldUp = Effect.fnUntraced(function* <A, E, R>(
          path: "read" | "write" | "cdc",
          bills: ReadonlyArray<{ readonly id: string }>,
          until: string,
          then: Effect.Effect<A, E, R>
        ) {
          yield* spoil({ fault: "hang", path, seconds: 3, times: bills.length })
          const running = yield* Effect.forkChild(turn)
          for (const { id } of bills)
            yield* takenBy(clientId, id).pipe(
              Effect.repeat({
                until: ({ state, worker }) => state === until && worker !== null,
                schedule: Schedule.spaced("20 millis")
              })
            )
          yield* then
          yield* Fiber.join(running)
        })
        const standing = ({ id }: { readonly id: string }) =>
          Effect.map(listed, (writes) => shown(one(writes.filter(({ qboId }) => qboId === id))))

        const { write } = yield* ordered(back)
        yield* ordered(gone)
        yield* heldUp(
          "read",
          [back, gone],
          "staged",
          Effect.gen(function* () {
            assert.strictEqual((yield* undo(write?.writeId ?? "")).outcome, "cancelled")
            yield* place({ order: "delete", id: gone.id })
            yield* takenAway(clientId, gone.id)
          })
        )
        assert.deepInclude(yield* standing(back), { state: "cancelled" })
        assert.strictEqual((yield* billOf(back.id))?.raw, back.raw)
        assert.deepInclude(yield* standing(gone), { state: "staged", reason: null })
        assert.isNotNull((yield* takenBy(clientId, gone.id)).worker, "it is still the other one's")
        yield* turn
        assert.deepInclude(yield* standing(gone), { state: "conflict", reason: "deleted" })

        yield* ordered(sent)
        yield* heldUp("write", [sent], "sending", takenAway(clientId, sent.id))
        assert.deepInclude(yield* standing(sent), { state: "sending", reason: null })
        assert.deepInclude(yield* billOf(sent.id), { dueDate: wanted, token: sent.token + 1 })
        yield* turn
        assert.deepInclude(yield* standing(sent), { state: "confirmed", reason: null })
        assert.deepInclude(yield* billOf(sent.id), { token: sent.token + 1 })

        yield* ordered(recorded)
        yield* heldUp("cdc", [recorded], "recorded", takenAway(clientId, recorded.id))
        assert.deepInclude(yield* standing(recorded), { state: "recorded", reason: null })
        yield* turn
        assert.deepInclude(yield* standing(recorded), { state: "confirmed", reason: null })
        const all = yield* actions
        for (const [action, times] of [
          ["write.conflicted", 1],
          ["write.recorded", 2],
          ["write.confirmed", 2]
        ] as const)
          assert.lengthOf(
            all.filter((each) => each === action),
            times,
            action
          )
      }),
    minutes
  )

  it.effect(
    "of a client that was erased are put out of the way, shown to nobody and sent no more",
    () =>
      Effect.gen(function* () {
        const { billOf, clientId, form, listed, ordered, post, spoil, turn, unpaid } = yield* opened
        const [sent, staged] = unpaid
        if (!sent || !staged) return assert.fail("too few bills")
        const admin = yield* AdminSql
        yield* ordered(sent)
        yield* spoil({ fault: "unavailable", path: "write", times: 1 })
        yield* turn
        const { issue, write } = yield* ordered(staged)
        assert.lengthOf(yield* listed, 2)

        yield* admin`update vault.client_key set wrapped = null, destroyed_at = now() where client_id = ${clientId}::uuid`
        yield* turn
        const rows = yield* admin`
          select state, reason, next_attempt_at > now() + interval '23 hours' as later from runway.write_intent
          where client_id = ${clientId}::uuid order by state`
        assert.deepStrictEqual(rows, [
          { state: "sending", reason: "reconnect_required", later: true },
          { state: "staged", reason: "reconnect_required", later: true }
        ])
        assert.deepInclude(yield* billOf(sent.id), { raw: sent.raw })
        assert.deepInclude(yield* billOf(staged.id), { raw: staged.raw })
        assert.lengthOf(yield* listed, 0)
        assert.strictEqual((yield* post(`writes/${write?.writeId}/undo`, {})).status, 404)
        assert.strictEqual((yield* form(issue.issueId)).status, 404)
      }),
    minutes
  )
})
