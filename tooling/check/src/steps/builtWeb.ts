import type { Finding } from "@beep/graph/Finding"
import { checkProse, checkSource } from "@beep/copy-lint/checkCopy"

const folder = "apps/web/dist"

/** The texts of what the build wrote for browsers, minified libraries included; nothing when there is no build. */
export const checkBuiltWeb = async (root: string, allowed: ReadonlyArray<string>): Promise<ReadonlyArray<Finding>> => {
  const names = await Array.fromAsync(new Bun.Glob(`${folder}/**/*.{html,js}`).scan({ cwd: root }))
  const texts = await Promise.all(
    names.map(async (name): Promise<readonly [string, string]> => [name, await Bun.file(`${root}/${name}`).text()])
  )
  return texts.flatMap(([name, text]) =>
    name.endsWith(".html") ? checkProse(name, text, allowed) : checkSource(name, text, allowed)
  )
}
