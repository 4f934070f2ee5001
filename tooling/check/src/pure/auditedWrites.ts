import type { Finding } from "@beep/graph/Finding"
import { importsOf, isSource } from "@beep/graph/imports"
import { resolveRelative } from "@beep/graph/checkImports"
import type { Workspace } from "@beep/graph/Workspace"

const mutation = /\b(?:insert\s+into|update\s+[a-z_."]+\s+set|delete\s+from|truncate)\b/i

const inServer = (path: string): boolean =>
  /^packages\/(tenancy|connections|evidence|runway|meeting-prep|notify)\/src\/server\//.test(path) && isSource(path)

const isAudit = (specifier: string): boolean => specifier === "@beep/audit/server/Audit"

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
    if (imports.get(path)?.some((one) => isAudit(one.specifier)) === true) return true
    const above = (importers.get(path) ?? []).filter((one) => !seen.has(one))
    return above.length > 0 && above.every((one) => audited(one, new Set([...seen, path])))
  }
  return servers
    .filter(([path, text]) => mutation.test(text) && !audited(path, new Set()))
    .map(([file, text]) => ({
      file,
      line: text.slice(0, mutation.exec(text)?.index ?? 0).split("\n").length,
      rule: "audited-writes",
      message: "writes rows, and some way to it does not pass the audit port"
    }))
}
