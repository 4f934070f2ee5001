import { Context, type Effect, type Stream } from "effect"
import type { Credentials } from "./contract/Credentials.ts"
import type { EntityName, EntityTypes } from "./contract/entities/entityTypes.ts"
import type { Mirrored } from "./contract/entities/Mirrored.ts"
import type { QuickBooksError } from "./contract/faults.ts"
import type { Where } from "./contract/query.ts"
import type { ReportName, ReportTree } from "./contract/report/ReportTree.ts"

/** Typed calls to one company's QuickBooks; retried and kept under Intuit's limits per realm. */
export class QuickBooks extends Context.Service<QuickBooks, {
  readonly companyInfo: (credentials: Credentials) => Effect.Effect<Mirrored<EntityTypes["CompanyInfo"]>, QuickBooksError>
  /** Every object of an entity, each Id once, in the order of Id. */
  readonly queryAll: <Name extends EntityName>(
    credentials: Credentials,
    entity: Name,
    where?: Where
  ) => Stream.Stream<Mirrored<EntityTypes[Name]>, QuickBooksError>
  readonly count: (credentials: Credentials, entity: EntityName, where?: Where) => Effect.Effect<number, QuickBooksError>
  readonly read: <Name extends EntityName>(
    credentials: Credentials,
    entity: Name,
    id: string
  ) => Effect.Effect<Mirrored<EntityTypes[Name]>, QuickBooksError>
  /** `params` as Intuit names them: `start_date`, `end_date`, `report_date`, `accounting_method`. */
  readonly report: (
    credentials: Credentials,
    name: ReportName,
    params: Readonly<Record<string, string>>
  ) => Effect.Effect<Mirrored<ReportTree>, QuickBooksError>
}>()("@beep/quickbooks/QuickBooks") {}
