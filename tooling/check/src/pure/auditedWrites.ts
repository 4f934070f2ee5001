import type { Finding } from "@beep/graph/Finding"
import { importsOf, isSource } from "@beep/graph/imports"
import { resolveRelative } from "@beep/graph/checkImports"
import { lineAt } from "@beep/graph/Workspace"
import type { Workspace } from "@beep/graph/Workspace"
import { unaudited } from "./unaudited.ts"

const mutation = /\b(?:insert\s+into|update\s+[a-z_."]+\s+set|delete\s+from|truncate)\b/i

const inServer = (path: string): boolean =>
  /^packages\/(tenancy|connections|evidence|runway|meeting-prep|notify)\/src\/server\//.test(path) && isSource(path)

/** The port itself, or the transaction of `beep_auth` that carries it into the identity schema. A composition holds neither. */
const isAudit = (path: string, specifier: string): boolean =>
  specifier === "@beep/audit/server/Audit" || (specifier.endsWith("/IdentityTransaction.ts") && !path.endsWith("Layer.ts"))

/**
 * A file of a domain that writes rows is reached only through code that holds
 * the audit port: the file itself, or every file that imports it, upward.
 */
export const checkAuditedWrites = (workspace: Workspace): ReadonlyArray<Finding> => {
  const servers = [...workspace].filter(([path]) => inServer(path))
  const imports = new Map(servers.map(([path, text]) => [path, importsOf(path, text).filter((one) => !one.typeOnly)]))
  const importers = new Map<string, Array<string>>()
  for (const [path, found] of imports) {
    for (const one of found) {
      const target = one.specifier.startsWith(".") ? resolveRelative(workspace, path, one.specifier) : undefined
      if (target !== undefined) importers.set(target, [...(importers.get(target) ?? []), path])
    }
  }
  const audited = (path: string, seen: ReadonlySet<string>): boolean => {
    if (imports.get(path)?.some((one) => isAudit(path, one.specifier)) === true) return true
    const above = (importers.get(path) ?? []).filter((one) => !seen.has(one))
    return above.length > 0 && above.every((one) => audited(one, new Set([...seen, path])))
  }
  const open = servers.filter(([path, text]) => mutation.test(text) && !audited(path, new Set()))
  const exempt = Object.keys(unaudited)
  return [
    ...open
      .filter(([file]) => !exempt.includes(file))
      .map(([file, text]) =>
        found(file, lineAt(text, mutation.exec(text)?.index ?? 0), "writes rows, and some way to it does not pass the audit port")
      ),
    ...exempt
      .filter((file) => workspace.has(file) && !open.some(([path]) => path === file))
      .map((file) => found(file, 0, "needs no exemption any more; take it out of unaudited.ts"))
  ]
}

const found = (file: string, line: number, message: string): Finding => ({ file, line, rule: "audited-writes", message })
