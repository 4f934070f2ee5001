import type { Finding } from "@beep/graph/Finding"
import type { Workspace } from "@beep/graph/Workspace"
import { lineAt } from "@beep/graph/Workspace"
import { bannedIn } from "./checkText.ts"
import { shownIn } from "./strings.ts"

const rule = "copy"

const say = (file: string, line: number, word: string, text: string): Finding => ({
  file,
  line,
  rule,
  message: `"${word}" in ${JSON.stringify(text.trim().slice(0, 80))}`
})

/** Where words for people come from: screens, the design system, every contract (fields and problems too), messages and exports. */
const isSurface = (path: string): boolean =>
  /\.tsx?$/.test(path) &&
  !/(\.gen|\.test|\.stories)\.tsx?$|(^|\/)(test|oracle)\//.test(path) &&
  (/^(apps\/web|packages\/ui|packages\/kernel)\/src\//.test(path) ||
    /^packages\/[^/]+\/src\/contract\//.test(path) ||
    /^packages\/[^/]+\/src\/.*(messages|exports|problems)/.test(path) ||
    /^apps\/(cli|server)\/src\//.test(path))

/** A file that writes an export says so by the module or the media type it uses, wherever it stands. */
const isExport = (path: string, source: string): boolean =>
  /^(packages|apps)\/[^/]+\/src\/.*\.tsx?$/.test(path) && /"text\/csv"|from "[^"]*\/csv(\.ts)?"/.test(source)

const distinct = (findings: ReadonlyArray<Finding>): ReadonlyArray<Finding> =>
  findings.filter(
    (one, at) =>
      findings.findIndex(
        (other) =>
          other.file === one.file && other.line === one.line && other.message.split('" in')[0] === one.message.split('" in')[0]
      ) === at
  )

export const checkSource = (path: string, source: string, allowed: ReadonlyArray<string>): ReadonlyArray<Finding> =>
  distinct(
    shownIn(path, source).flatMap(({ text, offset }) =>
      bannedIn(text, allowed).map((word) => say(path, lineAt(source, offset), word, text))
    )
  )

export const checkSources = (workspace: Workspace, allowed: ReadonlyArray<string>): ReadonlyArray<Finding> =>
  [...workspace].flatMap(([path, source]) =>
    isSurface(path) || isExport(path, source) ? checkSource(path, source, allowed) : []
  )

/** Prose that is shown as it stands: exports, mails, help pages, HTML. */
export const checkProse = (file: string, text: string, allowed: ReadonlyArray<string>): ReadonlyArray<Finding> =>
  text.split("\n").flatMap((line, at) => bannedIn(line, allowed).map((word) => say(file, at + 1, word, line)))

/** Every name and every text of a JSON document; for the OpenAPI document. */
export const checkJson = (file: string, document: unknown, allowed: ReadonlyArray<string>, at = ""): ReadonlyArray<Finding> => {
  const here = (text: string): ReadonlyArray<Finding> =>
    bannedIn(text, allowed).map((word) => ({
      file,
      line: 0,
      rule,
      message: `"${word}" at ${at || "/"}: ${JSON.stringify(text.slice(0, 80))}`
    }))
  if (typeof document === "string") return here(document)
  if (Array.isArray(document)) return document.flatMap((item, index) => checkJson(file, item, allowed, `${at}/${index}`))
  if (typeof document !== "object" || document === null) return []
  return Object.entries(document).flatMap(([name, value]) => [...here(name), ...checkJson(file, value, allowed, `${at}/${name}`)])
}
