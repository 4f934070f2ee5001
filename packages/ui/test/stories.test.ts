import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"

const folder = join(import.meta.dirname, "..", "src")
const files = readdirSync(folder)
const read = (file: string) => readFileSync(join(folder, file), "utf8")
const stories = files.filter((file) => file.endsWith(".stories.tsx")).map(read)

const components = files
  .filter((file) => file.endsWith(".tsx") && !file.endsWith(".stories.tsx"))
  .flatMap((file) =>
    [...read(file).matchAll(/^export (?:const|function) ([A-Z][a-z]\w*)/gm)].map(([, name = ""]) => ({ file, name }))
  )

/** Whether a stories file imports the name from its file and draws it. */
const isShown = ({ file, name }: { readonly file: string; readonly name: string }) =>
  stories.some((source) => {
    const imported = [...source.matchAll(/import \{([^}]*)\} from "\.\/([\w-]+\.tsx)"/g)].some(
      ([, names = "", from]) => from === file && names.split(",").some((one) => one.trim() === name)
    )
    return imported && (source.includes(`<${name}`) || new RegExp(`component: ${name}\\b`).test(source))
  })

describe("P1-2.5 P1-3.5 stories", () => {
  it("sees the components of the room", () => {
    assert.isAbove(components.length, 30)
    assert.isFalse(isShown({ file: "Button.tsx", name: "NeverWritten" }))
  })
  it("shows every exported component in a story", () => {
    assert.deepStrictEqual(
      components.filter((component) => !isShown(component)).map(({ file, name }) => `${file}: ${name}`),
      []
    )
  })
})
