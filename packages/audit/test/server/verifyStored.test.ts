import type { Tenant } from "@beep/kernel/CurrentTenant"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import { assert, layer } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { holds } from "../../src/contract/bundle/AuditFinding.ts"
import { verifyBundle } from "../../src/contract/bundle/verifyBundle.ts"
import { Audit } from "../../src/server/Audit.ts"
import { AuditLog } from "../../src/server/AuditLog.ts"
import { AuditVerifier } from "../../src/server/AuditVerifier.ts"
import { CheckpointSigner } from "../../src/server/CheckpointSigner.ts"
import { sha256 } from "../../src/server/sha256.ts"
import { as, by, event, newTenant, suite } from "../support.ts"

/** Three tree heads over six entries each; answers the newest note. */
const grown = (tenant: Tenant) =>
  Effect.gen(function* () {
    const audit = yield* Audit
    const log = yield* AuditLog
    for (let n = 0; n < 18; n++) {
      yield* as(tenant)(audit.append(event(`n${n}`, { before: { z: n, a: "old" }, after: { z: n + 1 }, reason: "test" })))
      if (n % 6 === 5) yield* by(tenant)(log.advance)
    }
    return (yield* by(tenant)(log.head)).checkpoint?.note ?? "none"
  })

/** What somebody with the superuser's password can do: triggers off, then anything. */
const tamper = (statement: string) =>
  Effect.flatMap(TestDatabase.AdminSql, (admin) =>
    admin.withTransaction(
      Effect.forEach(
        [
          ...["entry", "leaf", "checkpoint", "pending"].map((table) => `alter table audit.${table} disable trigger user`),
          ...statement.split(";"),
          ...["entry", "leaf", "checkpoint", "pending"].map((table) => `alter table audit.${table} enable trigger user`)
        ],
        (text) => admin.unsafe(text)
      )
    )
  )

const of = (tenant: Tenant) => `organization_id = '${tenant.organizationId}'`
const at = (tenant: Tenant, leaf: number) => `(select id from audit.leaf where ${of(tenant)} and leaf_index = ${leaf})`

layer(suite)("AuditVerifier", (it) => {
  it.effect("finds nothing in an untouched log, counts what waits, and exports what a third party can verify", () =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const verifier = yield* AuditVerifier
      const { keys } = yield* CheckpointSigner
      const tenant = yield* newTenant
      const note = yield* grown(tenant)
      yield* as(tenant)(audit.append(event("waiting")))
      assert.deepStrictEqual(yield* verifier.verifyStored(tenant.organizationId, [note]), {
        entries: 18,
        signedSize: 18,
        pending: 1,
        findings: []
      })
      const lines = Array.from(yield* Stream.runCollect(verifier.exportBundle(tenant.organizationId)))
      assert.strictEqual(lines.length, 1 + 18 + 3)
      assert.deepStrictEqual(yield* verifyBundle(Stream.fromIterable(lines), { sha256, keys, checkpoints: [note] }), {
        entries: 18,
        signedSize: 18,
        pending: 0,
        findings: []
      })
      const empty = yield* newTenant
      assert.deepStrictEqual(yield* verifier.verifyStored(empty.organizationId, []), {
        entries: 0,
        signedSize: 0,
        pending: 0,
        findings: []
      })
    })
  )

  const attacks: ReadonlyArray<readonly [name: string, (tenant: Tenant) => string, finding: string]> = [
    ...[
      "at = at + interval '1 millisecond'",
      "actor_user_id = id",
      "action = 'logout'",
      "entity_type = 'other'",
      "entity_id = 'other'",
      "client_id = id",
      "member_id = id",
      'before = \'{"z": 99, "a": "old"}\'',
      "after = null",
      "result = 'failed'",
      "reason = null",
      "request_id = 'other'",
      "leaf_hash = sha256('x')"
    ].map(
      (set) =>
        [
          `entry changed: ${set}`,
          (tenant: Tenant) => `update audit.entry set ${set} where ${of(tenant)} and id = ${at(tenant, 7)}`,
          "EntryChanged"
        ] as const
    ),
    ["entry removed", (tenant) => `delete from audit.entry where ${of(tenant)} and id = ${at(tenant, 7)}`, "EntryMissing"],
    ["leaf removed", (tenant) => `delete from audit.leaf where ${of(tenant)} and leaf_index = 7`, "WrongOrder"],
    ["last leaf removed", (tenant) => `delete from audit.leaf where ${of(tenant)} and leaf_index = 17`, "CutTail"],
    [
      "entry and leaf rewritten together",
      (tenant) => `update audit.leaf set leaf_hash = sha256('y') where ${of(tenant)} and leaf_index = 7`,
      "RootMismatch"
    ],
    [
      "leaves exchanged",
      (tenant) =>
        `update audit.leaf set leaf_index = 100 where ${of(tenant)} and leaf_index = 3; update audit.leaf set leaf_index = 3 where ${of(tenant)} and leaf_index = 4; update audit.leaf set leaf_index = 4 where ${of(tenant)} and leaf_index = 100`,
      "RootMismatch"
    ],
    [
      "waiting entry taken out of the queue",
      (
        tenant
      ) => `insert into audit.entry (organization_id, id, at, actor_kind, actor_job, action, entity_type, entity_id, result, request_id, leaf_hash)
      values ('${tenant.organizationId}', gen_random_uuid(), now(), 'system', 'job', 'logout', 'x', 'x', 'ok', 'none', sha256('x'))`,
      "EntryOutsideLog"
    ],
    ["tree head removed", (tenant) => `delete from audit.checkpoint where ${of(tenant)} and size = 18`, "Unsigned"],
    [
      "tree head of another size",
      (tenant) => `update audit.checkpoint set note = replace(note, E'\\n18\\n', E'\\n17\\n') where ${of(tenant)} and size = 18`,
      "NotSigned"
    ]
  ]
  for (const [name, statement, finding] of attacks) {
    it.effect(`finds: ${name}`, () =>
      Effect.gen(function* () {
        const verifier = yield* AuditVerifier
        const tenant = yield* newTenant
        yield* grown(tenant)
        assert.isTrue(holds(yield* verifier.verifyStored(tenant.organizationId, [])))
        yield* tamper(statement(tenant))
        assert.include(
          (yield* verifier.verifyStored(tenant.organizationId, [])).findings.map(({ _tag }) => _tag),
          finding
        )
      })
    )
  }

  it.effect("finds a tail cut out of every table only with the note in hand", () =>
    Effect.gen(function* () {
      const verifier = yield* AuditVerifier
      const tenant = yield* newTenant
      const note = yield* grown(tenant)
      yield* tamper(
        `delete from audit.entry e using audit.leaf l where l.${of(tenant)} and l.id = e.id and l.leaf_index >= 12;` +
          `delete from audit.leaf where ${of(tenant)} and leaf_index >= 12; delete from audit.checkpoint where ${of(tenant)} and size > 12`
      )
      assert.deepStrictEqual((yield* verifier.verifyStored(tenant.organizationId, [])).findings, [])
      assert.deepStrictEqual((yield* verifier.verifyStored(tenant.organizationId, [note])).findings, [
        { _tag: "CutTail", size: 12, signedSize: 18 }
      ])
    })
  )

  it.effect.each([
    "root = sha256('z')",
    "edge = sha256('y') || sha256('z')",
    "edge = root",
    "note = replace(note, 'audit.test', 'audit.best')",
    "note = (select note from audit.checkpoint c where c.organization_id = audit.checkpoint.organization_id and c.size = 12)"
  ])("does not sign on top of a tree head with %s, and the other logs go on", (set) =>
    Effect.gen(function* () {
      const audit = yield* Audit
      const log = yield* AuditLog
      const [tenant, sound] = [yield* newTenant, yield* newTenant]
      yield* grown(tenant)
      yield* tamper(`update audit.checkpoint set ${set} where ${of(tenant)} and size = 18`)
      yield* as(tenant)(audit.append(event("after")))
      yield* as(sound)(audit.append(event("after")))
      assert.strictEqual((yield* Effect.flip(by(tenant)(log.advance)))._tag, "LogBroken")
      yield* log.advanceAll
      assert.strictEqual((yield* by(tenant)(log.head)).pending, 1)
      const head = yield* by(sound)(log.head)
      assert.deepStrictEqual([head.pending, head.checkpoint?.size], [0, 1])
    })
  )
})
