import { Capability, clientReach, permissions } from "@beep/kernel/permissions"
import { Role } from "@beep/kernel/Role"
import { RequiredScope } from "@beep/kernel/Scope"
import { Context, Option } from "effect"
import { HttpApi } from "effect/http-api"
import { Api } from "./RootApi.ts"

interface Reached {
  readonly scope: string
  readonly address: string
}

const addresses = (): ReadonlyArray<Reached> => {
  const found: Array<Reached> = []
  HttpApi.reflect(Api, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint, mergedAnnotations }) => {
      const scope = Option.getOrElse(Context.getOption(mergedAnnotations, RequiredScope), () => "none")
      found.push({ scope, address: `\`${endpoint.method} ${endpoint.path}\`` })
    }
  })
  return found
}

const line = (cells: ReadonlyArray<string>): string => `| ${cells.join(" | ")} |`

const rule = (columns: number): string => `|${"---|".repeat(columns)}`

/** `specs/permissions.md`: the matrix, and which address asks for what. */
export const permissionsPage = (): string => {
  const reached = addresses()
  const of = (scope: string) =>
    reached
      .filter((one) => one.scope === scope)
      .map(({ address }) => address)
      .toSorted()
      .join("<br>")
  return [
    "# Permissions",
    "",
    "Generated from `packages/kernel/src/permissions.ts` and the contract by `bun packages/api/write-permissions.ts`; a check fails when it is out of date.",
    "",
    line(["capability", ...Role.literals, "API key", "what it allows"]),
    rule(Role.literals.length + 3),
    ...Capability.literals.map((capability) => {
      const { about, forKeys, roles } = permissions[capability]
      return line([
        `\`${capability}\``,
        ...Role.literals.map((role) => (roles.includes(role) ? "yes" : "")),
        forKeys ? "yes" : "",
        about
      ])
    }),
    line(["clients reached", ...Role.literals.map((role) => clientReach[role]), "as given", "A client outside answers 404"]),
    "",
    "## What each address asks for",
    "",
    line(["scope", "addresses"]),
    rule(2),
    ...["public", "session", ...Capability.literals]
      .filter((scope) => of(scope) !== "")
      .map((scope) => line([`\`${scope}\``, of(scope)])),
    ""
  ].join("\n")
}
