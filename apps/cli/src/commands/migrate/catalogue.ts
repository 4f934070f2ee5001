import { catalogue as entries, directory } from "@beep/migrations/catalogue"
import type { Catalogue } from "@beep/sql/migrations/MigrationRunner"

/** The migrations of this release. */
export const catalogue: Catalogue = { entries, directory }
