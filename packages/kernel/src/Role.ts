import { Schema } from "effect"

/** A member's place in one organization (runway.md 7.7). */
export const Role = Schema.Literals(["owner", "advisor", "staff", "viewer"])
export type Role = typeof Role.Type

/** `system` is a job of ours inside one organization: it sees every client, and no person can hold it. */
export const TenantRole = Schema.Literals([...Role.literals, "system"])
export type TenantRole = typeof TenantRole.Type
