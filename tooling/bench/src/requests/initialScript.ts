import { Effect, FileSystem } from "effect"
import { gzipSync } from "node:zlib"
import type { Figure } from "../report/Figure.ts"

/** Scripts a browser loads before anything is clicked: those of the page and those it preloads. */
export const initialScripts = (html: string): ReadonlyArray<string> => [
  ...new Set(
    [...html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="\/([^"]+\.js)"/g)].flatMap(([, path]) =>
      path === undefined ? [] : [path]
    )
  )
]

/** Nothing when the web app was not built. */
export const measureScript = Effect.fn("bench.script")(function* (webRoot: string) {
  const files = yield* FileSystem.FileSystem
  const html = yield* Effect.option(files.readFileString(`${webRoot}/index.html`))
  if (html._tag === "None") return []
  const sizes = yield* Effect.forEach(initialScripts(html.value), (path) =>
    Effect.map(files.readFile(`${webRoot}/${path}`), (bytes) => gzipSync(bytes).length)
  )
  const figures: ReadonlyArray<Figure> = [
    { part: "web", name: "initial JavaScript, gzip", value: sizes.reduce((total, size) => total + size, 0) / 1024, unit: "kB" }
  ]
  return figures
})
