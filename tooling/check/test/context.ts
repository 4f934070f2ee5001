import { onTestFinished } from "@effect/vitest"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Check, Context } from "../src/Check.ts"
import { runChecks } from "../src/runChecks.ts"

export const repository = new URL("../../..", import.meta.url).pathname

export const planted = (files: Readonly<Record<string, string>>): Context => ({
  root: repository,
  workspace: new Map(Object.entries(files))
})

/** The same, on disk until the test is over, with the linter's own configuration. */
export const plantedOnDisk = async (files: Readonly<Record<string, string>>): Promise<Context> => {
  const root = await mkdtemp(join(tmpdir(), "beep-check-"))
  onTestFinished(() => rm(root, { recursive: true }))
  const config = await Bun.file(join(repository, ".oxlintrc.json")).text()
  await Bun.write(join(root, ".oxlintrc.json"), config.replace(`"./tooling/lint`, `"${repository}tooling/lint`))
  for (const [file, text] of Object.entries(files)) await Bun.write(join(root, file), text)
  return { root, workspace: new Map(Object.entries(files)) }
}

/** What `run check` would print and answer for one check. */
export const verdict = async (check: Check, context: Context): Promise<{ readonly failed: number; readonly printed: string }> => {
  let printed = ""
  const failed = await runChecks([check], context, (text) => {
    printed += text
  })
  return { failed, printed }
}
