import * as TestDatabase from "@beep/test-kit/TestDatabase"
import * as TestTenancy from "@beep/tenancy/testing/TestTenancy"
import { Layer } from "effect"
import { RunwayServices } from "../src/server/RunwayLayer.ts"
import { LedgerMemory } from "../src/testing/LedgerMemory.ts"

/** The services of this room on a real database, over books held in memory. */
export const testRunway = RunwayServices.pipe(
  Layer.provideMerge(LedgerMemory.layer),
  Layer.provideMerge(TestTenancy.layer),
  Layer.provideMerge(TestDatabase.layer)
)
