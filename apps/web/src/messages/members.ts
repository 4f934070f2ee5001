import type { Role } from "@beep/kernel/Role"

const roles: Readonly<Record<Role, string>> = { owner: "Owner", advisor: "Advisor", staff: "Staff", viewer: "Viewer" }

export const members = { roles } as const
