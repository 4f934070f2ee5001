import { as, twoTenants } from "@beep/tenancy/testing/twoTenants"
import { assert, describe, it, layer } from "@effect/vitest"
import { Effect } from "effect"
import { createServer } from "node:http"
import { standardOntology } from "../src/contract/ontology/wealthManagement.ts"
import { Documents } from "../src/server/Documents.ts"
import { Evidence } from "../src/server/Evidence.ts"
import { Graph } from "../src/server/graph/Graph.ts"
import { attackReport } from "../src/testing/attacks/attackReport.ts"
import { attacks, plainMail } from "../src/testing/attacks/attacks.ts"
import { suite, upload } from "./support.ts"

const eml = (subject: string, body: string, html: boolean): Uint8Array =>
  new TextEncoder().encode(
    [
      "From: John Thompson <john@thompson-family.example>",
      "To: Dana Kim <dana@alderfinch.example>",
      "Date: Thu, 15 Jan 2026 10:00:00 -0500",
      `Subject: ${subject}`,
      `Content-Type: ${html ? "text/html" : "text/plain"}; charset=utf-8`,
      "Content-Transfer-Encoding: 8bit",
      "",
      ...(html ? `<p>${plainMail.replaceAll("\n\n", "</p><p>")}</p>${body}` : `${plainMail}\n\n${body}`).split("\n")
    ].join("\r\n")
  )

/** A server that counts who asks it. */
const counting = Effect.acquireRelease(
  Effect.callback<{ readonly url: string; readonly asked: () => number; readonly close: () => void }>((resume) => {
    let asked = 0
    const server = createServer((_request, response) => {
      asked += 1
      response.end("here")
    })
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      const port = typeof address === "object" && address !== null ? address.port : 0
      resume(Effect.succeed({ url: `http://127.0.0.1:${port}`, asked: () => asked, close: () => server.close() }))
    })
  }),
  ({ close }) => Effect.sync(close)
)

describe("hostile mail", () => {
  it("is inert: nothing planted changes what the plain mail says, and no task is made of words to a machine", () => {
    const report = attackReport()
    const failed = report.filter(({ faults }) => faults.length > 0)
    process.stdout.write(`attack corpus: ${report.length - failed.length} of ${report.length} inert\n`)
    assert.deepStrictEqual(failed, [])
  })
})

layer(suite)("hostile mail in a client's documents", (it) => {
  it.effect(
    "asks nobody anything, and every claim it leaves stands on its own words",
    () =>
      Effect.gen(function* () {
        const { a } = yield* twoTenants
        const documents = yield* Documents
        const evidence = yield* Evidence
        const graph = yield* Graph
        const { url, asked } = yield* counting
        const clientId = a.clients.shared.id
        for (const { name, body, html } of attacks) {
          if (body.length > 5_000) continue
          const bytes = eml(name, body.replaceAll("HOST", url), html === true)
          const { documentId } = yield* as(a.owner)(documents.ingest(clientId, bytes, upload))
          const { content } = yield* as(a.owner)(documents.get(clientId, documentId))
          const list = yield* as(a.owner)(evidence.list(clientId, { documentId }))
          assert.strictEqual(list.omitted, 0, name)
          for (const item of list.items) assert.isTrue(content?.slice(item.startChar, item.endChar).startsWith(item.text), name)
        }
        yield* as(a.owner)(
          graph.query(clientId, {
            ontologyId: standardOntology,
            query: "'); drop table knowledge.entity; --",
            topK: 10,
            maxHops: 2
          })
        )
        assert.strictEqual(asked(), 0)
        yield* Effect.promise(() => fetch(url))
        assert.strictEqual(asked(), 1)
      }),
    { timeout: 120_000 }
  )
})
