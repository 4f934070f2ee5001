import { AuditTrail } from "@beep/audit/server/AuditTrail"
import * as TestDatabase from "@beep/test-kit/TestDatabase"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { Layer } from "effect"
import { RunwayServices } from "../src/server/RunwayLayer.ts"
import { LedgerMemory } from "../src/testing/LedgerMemory.ts"
import { testVault } from "./testVault.ts"

/** The services of this room on a real database, over books held in memory. */
export const testRunway = RunwayServices.pipe(
  Layer.provideMerge(Layer.mergeAll(AuditTrail.layer, LedgerMemory.layer, testVault)),
  Layer.provideMerge(TestTenancy.layer),
  Layer.provideMerge(TestDatabase.layer)
)
