import { LocalDate } from "@beep/kernel/LocalDate"
import { NodeRuntime } from "@effect/platform-node"
import { Clock, Console, Effect, Schema } from "effect"
import { Digest } from "effect/crypto"
import { booksHash, companiesHash } from "./booksHash.ts"
import { type Coverage, coverageMatrix, keptCompanies, plantedGaps } from "./fiftyCompanies.ts"
import type { KeptCompany } from "./keepCompany.ts"

/** Fixed, so that the hash printed here can be compared with one from another machine. */
const seed = 1
const usual = LocalDate.make("2026-03-17")

const line = Effect.fnUntraced(function* ({ blueprint, books, carries, gaps }: KeptCompany) {
  const months = Math.max(1, blueprint.historyDays / 30)
  return {
    realmId: books.realmId,
    name: books.name,
    trade: blueprint.profile.trade,
    size: blueprint.size,
    documents: books.transactions.length,
    perMonth: Math.round(books.transactions.length / months),
    gaps: gaps.length,
    cases: carries.length,
    hash: yield* booksHash(books)
  }
})

const columns = ["name", "trade", "size", "documents", "perMonth", "gaps", "cases", "hash"] as const

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

const matrix = (coverage: ReadonlyArray<Coverage>): string =>
  coverage.map(({ companies, id, says }) => `${id.padEnd(26)}${says}: ${companies.join(", ")}`).join("\n")

/** `main.ts [--json | --cases] [YYYY-MM-DD]`: what the fifty companies are, how long they took, and their hash; or who carries what. */
const program = Effect.gen(function* () {
  const words = process.argv.slice(2)
  const day = words.find((word) => !word.startsWith("--"))
  const asOf = day === undefined ? usual : yield* Schema.decodeUnknownEffect(LocalDate)(day)
  const began = yield* Clock.currentTimeMillis
  const kept = keptCompanies({ seed, asOf })
  const buildSeconds = ((yield* Clock.currentTimeMillis) - began) / 1000
  const cases = coverageMatrix(kept)
  if (words.includes("--cases")) return yield* Console.log(matrix(cases))
  const companies = yield* Effect.forEach(kept, line)
  const hash = yield* companiesHash(kept.map(({ books }) => books))
  const documents = companies.reduce((sum, company) => sum + company.documents, 0)
  const gaps = plantedGaps(kept).map((gap) => ({ ...gap, amount: gap.amount.toString() }))
  if (words.includes("--json")) {
    return yield* Console.log(JSON.stringify({ seed, asOf, hash, buildSeconds, documents, companies, gaps, cases }))
  }
  const summary = [
    `${companies.length} companies, ${documents} documents, ${gaps.length} gaps, ${cases.length} cases, built in ${buildSeconds.toFixed(2)} s`,
    `seed ${seed}, as of ${asOf}`,
    `sha256 ${hash}`
  ]
  yield* Console.log([table(companies), "", ...summary].join("\n"))
})

program.pipe(Effect.provide(Digest.layerWebCrypto), NodeRuntime.runMain)
