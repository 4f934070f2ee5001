import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Stream } from "effect"
import type { Signature } from "effect/crypto"
import { holds } from "../../src/contract/bundle/AuditFinding.ts"
import { entryLine, entryStart, parseEntryLine } from "../../src/contract/bundle/lines.ts"
import { type BundleTrust, verifyBundle } from "../../src/contract/bundle/verifyBundle.ts"
import { CheckpointSigner } from "../../src/server/CheckpointSigner.ts"
import { sha256 } from "../../src/server/sha256.ts"
import { bundleOf } from "../../src/testing/bundles.ts"
import { entryOf, organizationOf } from "../../src/testing/entries.ts"
import { crypto, signerOf } from "../../src/testing/signer.ts"

const organizationId = organizationOf(1)
const size = 200

/** 1 header, 200 entries and a tree head behind every 50th: 205 lines. */
const original = Effect.map(Stream.runCollect(bundleOf({ organizationId, size, headEvery: 50 })), (lines) => Array.from(lines))
const trust = Effect.map(CheckpointSigner, ({ keys }): BundleTrust => ({ sha256, keys }))

const noteIn = (line: string | undefined): string => {
  const parsed: unknown = JSON.parse(line ?? "null")
  return typeof parsed === "object" && parsed !== null && "checkpoint" in parsed ? String(parsed.checkpoint) : "none"
}

const entryAt = (lines: ReadonlyArray<string>) =>
  lines.flatMap((line, at) => {
    const parsed = parseEntryLine(line)
    return parsed === undefined ? [] : [{ at, leaf: parsed.leaf, canonicalEntry: line.slice(entryStart, parsed.end) }]
  })

/** Gives the entries consecutive numbers again, as a careful forger would. */
const renumbered = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  let leaf = 0
  return lines.map((line) => {
    const parsed = parseEntryLine(line)
    return parsed === undefined ? line : entryLine(leaf++, line.slice(entryStart, parsed.end))
  })
}

/** The bundle header with another size, as a careful cutter would write it. */
const declaring = (lines: ReadonlyArray<string>, entries: number): ReadonlyArray<string> =>
  lines.map((line, at) => (at === 0 ? line.replace(`"size":${size}`, `"size":${entries}`) : line))

const accepted = (
  variants: ReadonlyArray<readonly [name: string, lines: ReadonlyArray<string>]>,
  given: BundleTrust
): Effect.Effect<ReadonlyArray<string>, never, Signature.Signature> =>
  Effect.map(
    Effect.forEach(variants, ([name, lines]) =>
      Effect.map(verifyBundle(Stream.fromIterable(lines), given), (report) => (holds(report) ? [name] : []))
    ),
    (names) => names.flat()
  )

layer(Layer.provideMerge(signerOf(7), crypto))("verifyBundle over a log of 200 entries", (it) => {
  it.effect("passes the untouched log, alone and against every tree head in hand", () =>
    Effect.gen(function* () {
      const lines = yield* original
      const heads = lines.filter((line) => line.startsWith('{"checkpoint"')).map(noteIn)
      const report = yield* verifyBundle(Stream.fromIterable(lines), { ...(yield* trust), checkpoints: heads })
      assert.strictEqual(heads.length, 4)
      assert.deepStrictEqual(report, { entries: size, signedSize: size, pending: 0, findings: [] })
    })
  )

  it.effect("refuses a change of any field of any entry", () =>
    Effect.gen(function* () {
      const lines = yield* original
      const variants = entryAt(lines).flatMap(({ at, canonicalEntry, leaf }) => {
        const fields: unknown = JSON.parse(canonicalEntry)
        const names = typeof fields === "object" && fields !== null ? Object.keys(fields) : []
        return names.map((name) => {
          const start = canonicalEntry.indexOf(`"${name}":`) + name.length + 3
          const changed = `${canonicalEntry.slice(0, start)}${canonicalEntry[start] === "n" ? "true" : "null"}${canonicalEntry.slice(start + 4)}`
          return [`${name} of ${leaf}`, lines.with(at, entryLine(leaf, changed))] as const
        })
      })
      assert.strictEqual(variants.length, size * 14)
      assert.deepStrictEqual(yield* accepted(variants, yield* trust), [])
    })
  )

  it.effect("refuses the removal, repetition, insertion and exchange of any entry, with its number or renumbered", () =>
    Effect.gen(function* () {
      const lines = yield* original
      const stranger = JSON.stringify(entryOf(organizationId, 9_999))
      const variants = entryAt(lines).flatMap(({ at, canonicalEntry, leaf }) => {
        const next = lines.findIndex((line, i) => i > at && parseEntryLine(line) !== undefined)
        const touched = [
          [`removed ${leaf}`, lines.toSpliced(at, 1)],
          [`repeated ${leaf}`, lines.toSpliced(at, 0, entryLine(leaf, canonicalEntry))],
          [`inserted at ${leaf}`, lines.toSpliced(at, 0, entryLine(leaf, stranger))],
          ...(next < 0 ? [] : ([[`exchanged ${leaf}`, lines.with(at, lines[next] ?? "").with(next, lines[at] ?? "")]] as const))
        ] as const
        return touched.flatMap(([name, some]) => [
          [name, some] as const,
          [`${name}, renumbered`, declaring(renumbered(some), entryAt(some).length)] as const
        ])
      })
      assert.strictEqual(variants.length, size * 8 - 2)
      assert.deepStrictEqual(yield* accepted(variants, yield* trust), [])
    })
  )

  it.effect("refuses every truncation when a later tree head is in hand, also one cut at a tree head and declared as such", () =>
    Effect.gen(function* () {
      const lines = yield* original
      const inHand = { ...(yield* trust), checkpoints: [noteIn(lines.at(-1))] }
      const cuts = lines.map((_, length) => lines.slice(0, length))
      const variants = cuts.flatMap((some) => [
        [`${some.length} lines`, some] as const,
        [`${some.length} lines, declared`, declaring(some, entryAt(some).length)] as const
      ])
      assert.deepStrictEqual(yield* accepted(variants, inHand), [])
      // Without it, a log cut exactly behind a tree head is a whole, shorter log (none at all at one line): the reason to keep heads.
      assert.deepStrictEqual(yield* accepted(variants, yield* trust), [
        "1 lines, declared",
        "52 lines, declared",
        "103 lines, declared",
        "154 lines, declared"
      ])
    })
  )

  it.effect("refuses a tree head that is removed, moved or changed in any character", () =>
    Effect.gen(function* () {
      const lines = yield* original
      const last = lines.length - 1
      const note = noteIn(lines[last])
      const variants = [
        ["last head removed", lines.slice(0, last)] as const,
        [
          "head moved up",
          [...lines.slice(0, 100), lines[102] ?? "", ...lines.slice(100).filter((line) => line !== lines[102])]
        ] as const,
        ...Array.from(
          note,
          (char, i) =>
            [
              `character ${i}`,
              lines.with(last, JSON.stringify({ checkpoint: note.slice(0, i) + (char === "A" ? "B" : "A") + note.slice(i + 1) }))
            ] as const
        )
      ]
      assert.deepStrictEqual(yield* accepted(variants, yield* trust), [])
    })
  )

  it.effect("tells a split view from a rewritten log, and both from a stranger's signature", () =>
    Effect.gen(function* () {
      const lines = yield* original
      const given = yield* trust
      const rewritten = (n: number) => ({ ...entryOf(organizationId, n), ...(n === 120 ? { reason: "other" } : {}) })
      const rival = Array.from(yield* Stream.runCollect(bundleOf({ organizationId, size, headEvery: 50, entry: rewritten })))
      const findings = (some: ReadonlyArray<string>, checkpoints: ReadonlyArray<string>, keys = given.keys ?? []) =>
        Effect.map(verifyBundle(Stream.fromIterable(some), { sha256, keys, checkpoints }), (report) => report.findings)

      assert.deepStrictEqual(yield* findings(rival, []), [])
      assert.deepStrictEqual(yield* findings(rival, [noteIn(lines[102])]), [])
      assert.deepStrictEqual(yield* findings(rival, [noteIn(lines.at(-1))]), [{ _tag: "SplitView", size }])

      const forged = Array.from(
        yield* Stream.runCollect(bundleOf({ organizationId, size, headEvery: 200 })).pipe(Effect.provide(signerOf(8)))
      )
      assert.deepStrictEqual(yield* findings(forged, []), [{ _tag: "NotSigned", size }])
      const elsewhere = Array.from(
        yield* Stream.runCollect(bundleOf({ organizationId: organizationOf(2), size, headEvery: 200 }))
      )
      assert.include(
        (yield* findings(elsewhere, [noteIn(lines.at(-1))])).map(({ _tag }) => _tag),
        "NotSigned"
      )
    })
  )

  it.effect("names where the log was changed", () =>
    Effect.gen(function* () {
      const lines = yield* original
      const given = yield* trust
      const findings = (some: ReadonlyArray<string>) =>
        Effect.map(verifyBundle(Stream.fromIterable(some), given), (report) => report.findings.at(0))
      const [sixtieth] = entryAt(lines).filter(({ leaf }) => leaf === 60)
      const at = sixtieth?.at ?? -1
      assert.deepStrictEqual(yield* findings(lines.toSpliced(at, 1)), { _tag: "WrongOrder", expectedLeaf: 60, foundLeaf: 61 })
      assert.deepStrictEqual(yield* findings(lines.with(at, (lines[at] ?? "").replace('"ok"', '"failed"'))), {
        _tag: "RootMismatch",
        since: 50,
        size: 100
      })
      assert.deepStrictEqual(yield* findings(lines.with(at, "not a line")), { _tag: "BadLine", line: at + 1 })
      assert.deepStrictEqual(yield* findings([]), { _tag: "BadLine", line: 1 })
    })
  )
})
