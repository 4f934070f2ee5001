import type { Finding } from "@beep/graph/Finding"
import type { Workspace } from "@beep/graph/Workspace"
import { rawColour } from "./rawColour.ts"

const isStyle = (path: string): boolean => /^(apps\/web|packages\/ui)\/.*\.css$/.test(path) && !path.endsWith("/tokens.css")

/** Without comments, lines kept. */
const uncommented = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))

/** Style sheets name tokens; only tokens.css spells colours. An id selector is no colour: those are looked for after a colon. */
export const checkStyles = (workspace: Workspace): ReadonlyArray<Finding> =>
  [...workspace].flatMap(([file, text]) =>
    isStyle(file)
      ? uncommented(text)
          .split("\n")
          .flatMap((line, at): ReadonlyArray<Finding> => {
            const colour = rawColour(/^[^{]*#[\w-]+[^;]*\{\s*$/.test(line) ? "" : line.slice(line.indexOf(":") + 1))
            return colour === undefined
              ? []
              : [{ file, line: at + 1, rule: "beep(no-raw-colour)", message: `${colour} is a raw colour; name a token` }]
          })
      : []
  )
