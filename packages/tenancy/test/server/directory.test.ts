import { CurrentActor } from "@beep/kernel/CurrentActor"
import { capabilitiesOf } from "@beep/kernel/permissions"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { Email } from "@beep/tenancy/contract/Email"
import { Assignments } from "@beep/tenancy/server/Assignments"
import { Clients } from "@beep/tenancy/server/Clients"
import { Members } from "@beep/tenancy/server/Members"
import { Organizations } from "@beep/tenancy/server/Organizations"
import { Sessions } from "@beep/tenancy/server/Sessions"
import { SystemScope } from "@beep/tenancy/server/SystemScope"
import { Users } from "@beep/tenancy/server/Users"
import { ClientAccess } from "@beep/audit/contract/ClientAccess"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { as, fixturePassword, type Person, twoTenants } from "@beep/tenancy/testing/twoTenants"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Fiber, Layer, Option, Redacted, Schema } from "effect"
import { usd } from "@beep/kernel/Money"

const zone = TimeZoneName.make("America/Chicago")

const audited = (who: Person, action: string) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) =>
      admin`select entity_type, entity_id, client_id, result from audit.entry
      where organization_id = (select organization_id from tenancy.member where id = ${who.member.id}) and action = ${action} order by id`
  )

const changes = (who: Person, action: string) =>
  Effect.flatMap(
    TestDatabase.AdminSql,
    (admin) =>
      admin`select entity_id, before, after from audit.entry
      where organization_id = (select organization_id from tenancy.member where id = ${who.member.id}) and action = ${action} order by id`
  )

const tagOf = <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.flip(effect), ({ _tag }) => _tag)

layer(TestTenancy.layer.pipe(Layer.provideMerge(TestDatabase.layer)))("directory", (it) => {
  it.effect("creates an organization with one owner, who is who he says", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const organizations = yield* Organizations
      assert.deepStrictEqual(yield* organizations.current.pipe(as(a.viewer)), a.organization)
      const me = yield* organizations.me.pipe(as(a.owner))
      assert.deepStrictEqual(me, {
        memberId: a.owner.member.id,
        name: "Olivia Owner",
        role: "owner",
        capabilities: capabilitiesOf("owner"),
        preferences: { listMode: "auto", rows: "compact" },
        organization: a.organization
      })
      assert.strictEqual((yield* audited(a.owner, "org.created")).length, 1)
      assert.strictEqual((yield* audited(a.owner, "member.added")).length, 5)
    })
  )

  it.effect("lets one user have a place in two organizations, under the own password", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const members = yield* Members
      const sessions = yield* Sessions
      const guest = yield* members
        .add({
          email: a.advisor.email,
          displayName: "Adam Guest",
          role: "viewer",
          password: Redacted.make("another password")
        })
        .pipe(as(b.owner))
      assert.strictEqual(guest.userId, a.advisor.member.userId)
      const login = (password: Redacted.Redacted) => sessions.login({ email: a.advisor.email, password, address: "192.0.2.1" })
      assert.strictEqual((yield* login(fixturePassword)).session.userId, guest.userId)
      assert.strictEqual(yield* tagOf(login(Redacted.make("another password"))), "SignInRefused")
      const users = yield* Users
      yield* users.setPassword(a.advisor.email, Redacted.make("a third password"))
      assert.strictEqual(yield* tagOf(login(fixturePassword)), "SignInRefused")
      yield* login(Redacted.make("a third password"))
      assert.strictEqual(yield* tagOf(users.setPassword(Email.make("nobody@nowhere.example"), fixturePassword)), "NotFound")
    })
  )

  it.effect("refuses the same user twice in one organization", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const members = yield* Members
      const again = members.add({ email: a.staff.email, displayName: "Sam Again", role: "viewer", password: fixturePassword })
      assert.strictEqual(yield* tagOf(again.pipe(as(a.owner))), "AlreadyThere")
      assert.strictEqual((yield* members.list.pipe(as(a.owner))).length, 5)
    })
  )

  it.effect("keeps the last owner, also when two step down at once", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const members = yield* Members
      const { member } = a.owner
      assert.strictEqual(yield* tagOf(members.remove(member.id, member.rowVersion).pipe(as(a.owner))), "LastOwner")
      assert.strictEqual(yield* tagOf(members.changeRole(member.id, "advisor", member.rowVersion).pipe(as(a.owner))), "LastOwner")
      const second = yield* members.changeRole(a.advisor.member.id, "owner", a.advisor.member.rowVersion).pipe(as(a.owner))
      const admin = yield* TestDatabase.AdminSql
      const leaving = yield* admin.withTransaction(
        Effect.gen(function* () {
          yield* admin`update tenancy.member set status = 'removed', row_version = row_version + 1 where id = ${second.id}`
          const fiber = yield* Effect.forkDetach(tagOf(members.remove(member.id, member.rowVersion).pipe(as(a.owner))))
          // Until the other one stands at our lock, or did not stop for it.
          yield* admin`select exists (select from pg_locks l where not l.granted and pg_backend_pid() = any(pg_blocking_pids(l.pid))) as waits`.pipe(
            Effect.repeat({ while: ([row]) => row?.["waits"] !== true && fiber.pollUnsafe() === undefined })
          )
          assert.isUndefined(fiber.pollUnsafe(), "stepped down without waiting")
          return fiber
        })
      )
      assert.strictEqual(yield* Fiber.join(leaving), "LastOwner")
      const owners = (yield* members.list.pipe(as(a.viewer))).filter((one) => one.role === "owner" && one.status === "active")
      assert.strictEqual(owners.length, 1)
    })
  )

  it.effect("changes a role at the expected version only, by an owner only, in the own organization only", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const members = yield* Members
      const { id, rowVersion } = a.staff.member
      const promote = members.changeRole(id, "advisor", rowVersion)
      assert.strictEqual(yield* tagOf(promote.pipe(as(a.advisor))), "RoleForbidden")
      assert.strictEqual(yield* tagOf(promote.pipe(as(b.owner))), "NotFound")
      assert.strictEqual((yield* promote.pipe(as(a.owner))).rowVersion, rowVersion + 1)
      assert.strictEqual(yield* tagOf(promote.pipe(as(a.owner))), "StaleObject")
    })
  )

  it.effect.prop(
    "P0-1 maps a member to a client at most once, however often and in what order it is asked",
    [
      Schema.Array(
        Schema.Struct({ who: Schema.Literals(["idleAdvisor", "staff"]), client: Schema.Literals(["advised", "unassigned"]) })
      ).check(Schema.isMaxLength(8))
    ],
    ([asked]) =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const assignments = yield* Assignments
        const made = yield* Effect.forEach(asked, ({ client, who }) =>
          assignments.assign(a.clients[client].id, a[who].member.id, "secondary").pipe(as(a.owner), Effect.option)
        )
        const wanted = new Set(asked.map(({ client, who }) => `${client} ${who}`))
        assert.strictEqual(made.filter(Option.isSome).length, wanted.size)
        for (const key of wanted) {
          const [one] = asked.filter(({ client, who }) => `${client} ${who}` === key)
          if (one === undefined) return assert.fail(key)
          const where = { clientId: a.clients[one.client].id, memberId: a[one.who].member.id }
          assert.lengthOf(yield* assignments.list(where).pipe(as(a.owner)), 1)
        }
      }),
    { arbitrary: { runs: 6 }, timeout: 120_000 }
  )

  it.effect("refuses a second active assignment, and takes a new one after the end of the first", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const assignments = yield* Assignments
      const clients = yield* Clients
      const clientId = a.clients.shared.id
      const memberId = a.staff.member.id
      const assign = assignments.assign(clientId, memberId, "reviewer").pipe(as(a.owner))
      assert.strictEqual(yield* tagOf(assign), "AlreadyThere")
      const [first] = yield* assignments.list({ clientId, memberId }).pipe(as(a.owner))
      if (first === undefined) return assert.fail("nothing is assigned")
      yield* assignments.end(first.id).pipe(as(a.owner))
      assert.strictEqual(yield* tagOf(clients.require(clientId).pipe(as(a.staff))), "NotFound")
      assert.strictEqual(yield* tagOf(assignments.end(first.id).pipe(as(a.owner))), "NotFound")
      yield* assign
      yield* clients.require(clientId).pipe(as(a.staff))
      assert.strictEqual((yield* audited(a.owner, "assignment.removed")).length, 1)
      assert.strictEqual((yield* assignments.list({ clientId }).pipe(as(a.owner))).length, 5)
      assert.strictEqual((yield* assignments.list({ clientId }).pipe(as(a.staff))).length, 2)
    })
  )

  it.effect("assigns nobody foreign, and lets only an owner assign", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const assignments = yield* Assignments
      const { shared, unassigned } = a.clients
      assert.strictEqual(
        yield* tagOf(assignments.assign(unassigned.id, b.staff.member.id, "primary").pipe(as(a.owner))),
        "NotFound"
      )
      assert.strictEqual(
        yield* tagOf(assignments.assign(b.clients.shared.id, a.staff.member.id, "primary").pipe(as(a.owner))),
        "NotFound"
      )
      assert.strictEqual(
        yield* tagOf(assignments.assign(shared.id, a.idleAdvisor.member.id, "primary").pipe(as(a.advisor))),
        "RoleForbidden"
      )
      yield* assignments.assign(unassigned.id, a.idleAdvisor.member.id, "primary").pipe(as(a.owner))
    })
  )

  it.effect("lets an advisor make a client and see it at once, and a viewer make none", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const clients = yield* Clients
      const input = { kind: "business" as const, name: "Sunrise Yoga", timezone: zone, homeCurrency: usd }
      const made = yield* clients.create(input).pipe(as(a.idleAdvisor))
      assert.deepStrictEqual(yield* clients.list.pipe(as(a.idleAdvisor)), [made])
      assert.strictEqual(yield* tagOf(clients.require(made.id).pipe(as(a.advisor))), "NotFound")
      assert.strictEqual(yield* tagOf(clients.create(input).pipe(as(a.viewer))), "RoleForbidden")
      assert.deepStrictEqual(
        (yield* audited(a.owner, "client.created")).filter((row) => row["entity_id"] === made.id),
        [{ entity_type: "client", entity_id: made.id, client_id: made.id, result: "ok" }]
      )
    })
  )

  it.effect("changes a client at the expected version and drops who left from the list", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const clients = yield* Clients
      const { id, rowVersion } = a.clients.advised
      const left = clients.setStatus(id, "left", rowVersion).pipe(as(a.advisor))
      assert.strictEqual((yield* left).status, "left")
      assert.strictEqual(yield* tagOf(left), "StaleObject")
      assert.isFalse((yield* clients.list.pipe(as(a.owner))).some((client) => client.id === id))
      assert.strictEqual((yield* clients.require(id).pipe(as(a.owner))).status, "left")
    })
  )

  it.effect("says in the log how every change of a client or a member went, and nothing of one that was refused", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const clients = yield* Clients
      const members = yield* Members
      const { id, rowVersion } = a.clients.shared
      const active = yield* clients.setStatus(id, "active", rowVersion).pipe(as(a.advisor))
      assert.strictEqual(yield* tagOf(clients.setStatus(id, "inactive", rowVersion).pipe(as(a.advisor))), "StaleObject")
      assert.strictEqual(yield* tagOf(clients.setStatus(id, "inactive", active.rowVersion).pipe(as(a.viewer))), "RoleForbidden")
      yield* clients.setStatus(id, "left", active.rowVersion).pipe(as(a.owner))
      assert.deepStrictEqual(yield* changes(a.owner, "client.status_changed"), [
        { entity_id: id, before: { status: "onboarding" }, after: { status: "active" } }
      ])
      assert.deepStrictEqual(yield* changes(a.owner, "client.archived"), [
        { entity_id: id, before: { status: "active" }, after: { status: "left" } }
      ])
      const { member } = a.staff
      const viewer = yield* members.changeRole(member.id, "viewer", member.rowVersion).pipe(as(a.owner))
      yield* members.remove(member.id, viewer.rowVersion).pipe(as(a.owner))
      const role = (before: string, status: string) => ({ role: before, status })
      assert.deepStrictEqual(yield* changes(a.owner, "member.role_changed"), [
        { entity_id: member.id, before: role("staff", "active"), after: role("viewer", "active") }
      ])
      assert.deepStrictEqual(yield* changes(a.owner, "member.removed"), [
        { entity_id: member.id, before: role("viewer", "active"), after: role("viewer", "removed") }
      ])
    })
  )

  it.effect("undoes a change whose entry cannot be written", () =>
    Effect.gen(function* () {
      const { a } = yield* twoTenants
      const clients = yield* Clients
      const admin = yield* TestDatabase.AdminSql
      const { id, rowVersion } = a.clients.shared
      yield* admin`alter table audit.entry add constraint refused check (action <> 'client.status_changed') not valid`
      const exit = yield* Effect.exit(clients.setStatus(id, "active", rowVersion).pipe(as(a.owner)))
      yield* admin`alter table audit.entry drop constraint refused`
      assert.strictEqual(exit._tag, "Failure")
      assert.strictEqual((yield* clients.require(id).pipe(as(a.owner))).status, "onboarding")
    })
  )

  it.effect("answers audit's question, and an address's advisor must be the caller", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const access = yield* ClientAccess
      const members = yield* Members
      yield* access.require(a.clients.shared.id).pipe(as(a.viewer))
      assert.strictEqual(yield* tagOf(access.require(b.clients.shared.id).pipe(as(a.viewer))), "NotFound")
      yield* members.requireSelf(a.advisor.member.id).pipe(as(a.advisor))
      assert.strictEqual(yield* tagOf(members.requireSelf(a.idleAdvisor.member.id).pipe(as(a.advisor))), "NotFound")
      assert.strictEqual((yield* audited(a.advisor, "access.denied")).length, 2)
    })
  )

  it.effect("crosses organizations only with a reason, and leaves a trace", () =>
    Effect.gen(function* () {
      const { a, b } = yield* twoTenants
      const scope = yield* SystemScope
      const clients = yield* Clients
      const admin = yield* TestDatabase.AdminSql
      const job = { job: "sync.scheduler", reason: "which organizations are due" }
      const ids = yield* scope.organizations(job)
      assert.includeMembers([...ids], [a.organization.id, b.organization.id])
      const uses = yield* admin`select job, reason, organizations from tenancy.system_scope_use order by id desc limit 1`
      assert.deepStrictEqual(uses, [{ ...job, organizations: ids.length }])
      const seen = yield* clients.list.pipe(scope.within(job, b.organization.id))
      assert.deepStrictEqual(
        seen.map(({ id }) => id).toSorted(),
        Object.values(b.clients)
          .map(({ id }) => id)
          .toSorted()
      )
      const actor = yield* CurrentActor.pipe(scope.within(job, b.organization.id))
      assert.deepStrictEqual(actor, { kind: "system", job: "sync.scheduler" })
      assert.strictEqual((yield* Effect.flip(admin`update tenancy.system_scope_use set reason = 'none'`))._tag, "SqlError")
    })
  )
})
