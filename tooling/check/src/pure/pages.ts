import type { Finding } from "@beep/graph/Finding"
import { lineAt, type Workspace } from "@beep/graph/Workspace"

const relativeLink = /\]\((?!https?:|mailto:|#)([^)\s#]+)/g
const index = "specs/README.md"

const pathOf = (page: string, target: string): string => new URL(target, `file:///${page}`).pathname.slice(1).replace(/\/$/, "")

/** A picture is no text, so the workspace does not hold it: only pages, sources and folders can be followed. */
const canBeFollowed = (target: string) => !/\.(png|jpe?g|svg|pdf)$/.test(target)

/** A page links to what is there, and the index of `specs` names every decision: one that cannot be found is made twice. */
export const checkPages = (workspace: Workspace): ReadonlyArray<Finding> => {
  const files = [...workspace.keys()]
  const links = [...workspace].flatMap(([file, text]) =>
    file.endsWith(".md") && !/(^|\/)fixtures\//.test(file)
      ? [...text.matchAll(relativeLink)].map((found) => ({
          file,
          line: lineAt(text, found.index),
          target: pathOf(file, found[1] ?? "")
        }))
      : []
  )
  const broken = links
    .filter(
      ({ target }) => canBeFollowed(target) && !workspace.has(target) && !files.some((file) => file.startsWith(`${target}/`))
    )
    .map(({ file, line, target }): Finding => ({ file, line, rule: "pages", message: `links to ${target}, which is not there` }))
  const named = new Set(links.filter(({ file }) => file === index).map(({ target }) => target))
  const unnamed = files
    .filter((file) => /^specs\/decisions\/[^/]+\.md$/.test(file) && !named.has(file))
    .map((file): Finding => ({ file, line: 1, rule: "pages", message: `is not named by ${index}` }))
  return [...broken, ...unnamed]
}
