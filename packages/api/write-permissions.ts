import { permissionsPage } from "./src/permissionsPage.ts"

await Bun.write(new URL("../../specs/permissions.md", import.meta.url), permissionsPage())
