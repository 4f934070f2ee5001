import type { ClientId } from "@beep/kernel/ids"
import * as Database from "@beep/sql/Database"
import { Array as Arr, Effect, Schema } from "effect"
import { SqlClient, SqlSchema } from "effect/sql"
import type { LoadRequest } from "../load/LoadPlan.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"
import type { Stage } from "../stage/Stage.ts"

const Asked = Schema.Struct({ clientId: Schema.String, filter: Schema.String, id: Schema.String })

/** Of each household: what most evidence rests on, an entity and a relation in the middle, and a document. */
const evidenceOf = (stage: Stage, ids: ReadonlyArray<ClientId>) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    SqlSchema.findAll({
      Request: Schema.Array(Schema.String),
      Result: Asked,
      execute: (clients) => sql`
        with wanted as (select value::uuid as client_id from jsonb_array_elements_text(${JSON.stringify(clients)}::jsonb)),
        entities as (select client_id, entity_id as id, row_number() over (partition by client_id order by count(*) desc, entity_id) as place,
            count(*) over (partition by client_id) as all_of
          from knowledge.mention join wanted using (client_id) group by client_id, entity_id),
        relations as (select client_id, relation_id as id, row_number() over (partition by client_id order by count(*) desc, relation_id) as place,
            count(*) over (partition by client_id) as all_of
          from knowledge.relation_evidence join wanted using (client_id) group by client_id, relation_id)
        select client_id::text as "clientId", 'entityId' as filter, id::text as id from entities where place in (1, all_of / 2)
        union all select client_id::text, 'relationId', id::text from relations where place in (1, all_of / 2)
        union all select client_id::text, 'documentId', (array_agg(id order by id))[count(*) / 2]::text from evidence.document join wanted using (client_id) group by client_id
        order by 1, 2, 3`
    })(ids)
  ).pipe(
    Effect.provide(Database.layer({ url: stage.urls.admin, maxConnections: 1, applicationName: "beep-bench" })),
    Effect.map((rows) =>
      rows.map(({ clientId, filter, id }): LoadRequest => ({
        path: `/api/advisor/clients/${clientId}/evidence?${filter}=${id}`,
        body: null
      }))
    )
  )

const ontologyId = "wm.v1"
const questions = [
  "Who still has to send the RMD worksheet?",
  "What about the Schwab Roth IRA before our next meeting",
  "tuition"
]

export interface Kind {
  readonly name: string
  readonly requests: Arr.NonEmptyReadonlyArray<LoadRequest>
}

const some = (name: string, requests: ReadonlyArray<LoadRequest>) =>
  Arr.isReadonlyArrayNonEmpty(requests)
    ? Effect.succeed<Kind>({ name, requests })
    : Effect.fail(new BenchRefused({ reason: `there is nothing to ask for ${name}` }))

/** What is asked of these households, kind by kind. */
export const knowledgeRequests = Effect.fn("bench.knowledgeRequests")(function* (stage: Stage, ids: ReadonlyArray<ClientId>) {
  const graph = (hops: number) =>
    ids.map((id): LoadRequest => ({
      path: `/api/advisor/clients/${id}/graph?ontologyId=${ontologyId}&hops=${hops}`,
      body: null
    }))
  const asked = ids.flatMap((id) =>
    questions.map((query): LoadRequest => ({
      path: `/api/advisor/clients/${id}/graph/query`,
      body: JSON.stringify({ ontologyId, query, topK: 10, maxHops: 2 })
    }))
  )
  return yield* Effect.all([
    some("evidence list", yield* evidenceOf(stage, ids)),
    some("neighbourhood, 1 hop", graph(1)),
    some("neighbourhood, 2 hops", graph(2)),
    some("query with context", asked)
  ])
})
