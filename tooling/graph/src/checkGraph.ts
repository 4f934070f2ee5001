import { checkImports } from "./checkImports.ts"
import { checkManifests, checkRooms } from "./checkManifests.ts"
import { checkOracle } from "./checkOracle.ts"
import type { Finding } from "./Finding.ts"
import { checkReferences } from "./references.ts"
import type { Workspace } from "./Workspace.ts"

/** The real graph against the import table: imports, manifests, TypeScript references, the oracle. */
export const checkGraph = (workspace: Workspace): ReadonlyArray<Finding> => [
  ...checkRooms(workspace),
  ...checkImports(workspace),
  ...checkOracle(workspace),
  ...checkManifests(workspace),
  ...checkReferences(workspace)
]
