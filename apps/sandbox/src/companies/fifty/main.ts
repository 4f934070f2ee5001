import { LocalDate } from "@beep/kernel/LocalDate"
import { NodeRuntime } from "@effect/platform-node"
import { Clock, Console, Effect, Layer, Schema } from "effect"
import { Digest } from "effect/crypto"
import { booksHash, companiesHash } from "./booksHash.ts"
import { keptCompanies, plantedGaps } from "./fiftyCompanies.ts"
import type { KeptCompany } from "./keepCompany.ts"

/** Fixed, so that the hash printed here can be compared with one from another machine. */
const seed = 1
const usual = LocalDate.make("2026-03-17")

const line = Effect.fnUntraced(function* ({ blueprint, books, gaps }: KeptCompany) {
  const months = Math.max(1, blueprint.historyDays / 30)
  return {
    realmId: books.realmId,
    name: books.name,
    trade: blueprint.profile.trade,
    size: blueprint.size,
    documents: books.transactions.length,
    perMonth: Math.round(books.transactions.length / months),
    gaps: gaps.length,
    hash: yield* booksHash(books)
  }
})

const columns = ["name", "trade", "size", "documents", "perMonth", "gaps", "hash"] as const

const table = (rows: ReadonlyArray<Effect.Success<ReturnType<typeof line>>>): string => {
  const texts = [
    columns,
    ...rows.map((row) => columns.map((column) => (column === "hash" ? row.hash.slice(0, 12) : String(row[column]))))
  ]
  const widths = columns.map((_, at) => Math.max(...texts.map((text) => (text[at] ?? "").length)))
  return texts
    .map((text) =>
      text
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd()
    )
    .join("\n")
}

/** `main.ts [--json] [YYYY-MM-DD]`: what the fifty companies are, how long they took, and their hash. */
const program = Effect.gen(function* () {
  const words = process.argv.slice(2)
  const day = words.find((word) => !word.startsWith("--"))
  const asOf = day === undefined ? usual : yield* Schema.decodeUnknownEffect(LocalDate)(day)
  const began = yield* Clock.currentTimeMillis
  const kept = keptCompanies({ seed, asOf })
  const seconds = ((yield* Clock.currentTimeMillis) - began) / 1000
  const companies = yield* Effect.forEach(kept, line)
  const hash = yield* companiesHash(kept.map(({ books }) => books))
  const documents = companies.reduce((sum, company) => sum + company.documents, 0)
  const gaps = plantedGaps(kept)
  yield* Console.log(
    words.includes("--json")
      ? JSON.stringify({
          seed,
          asOf,
          hash,
          buildSeconds: seconds,
          documents,
          companies,
          gaps: gaps.map((gap) => ({ ...gap, amount: gap.amount.toString() }))
        })
      : `${table(companies)}\n\n${companies.length} companies, ${documents} documents, ${gaps.length} gaps, built in ${seconds.toFixed(2)} s\nseed ${seed}, as of ${asOf}\nsha256 ${hash}`
  )
})

program.pipe(Effect.provide(Layer.mergeAll(Digest.layerWebCrypto)), NodeRuntime.runMain)
