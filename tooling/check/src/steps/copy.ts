import { footer } from "@beep/runway/contract/messages"
import { Api } from "@beep/api/RootApi"
import { checkJson, checkProse, checkSource, checkSources } from "@beep/copy-lint/checkCopy"
import { OpenApi } from "effect/http-api"
import type { Check, Context } from "../Check.ts"

const allowed = [footer]

/** What the build wrote for browsers, when there is a build. */
const bundle = async ({ root }: Context) => {
  const folder = `${root}/apps/web/dist`
  const files = await Array.fromAsync(new Bun.Glob("**/*.{html,js}").scan({ cwd: folder })).catch(() => [])
  const texts = await Promise.all(
    files.map(async (name): Promise<readonly [string, string]> => [name, await Bun.file(`${folder}/${name}`).text()])
  )
  return texts.flatMap(([name, text]) =>
    name.endsWith(".html")
      ? checkProse(`apps/web/dist/${name}`, text, allowed)
      : checkSource(`apps/web/dist/${name}`, text, allowed)
  )
}

export const copy: Check = {
  name: "copy",
  run: async (context) => [
    ...checkSources(context.workspace, allowed),
    ...checkJson("openapi.json", OpenApi.fromApi(Api), allowed),
    ...(await bundle(context))
  ]
}
