import { assert, describe, it } from "@effect/vitest"
import { initialScripts } from "../../src/requests/initialScript.ts"

describe("initial scripts", () => {
  it("takes scripts and preloaded modules once, and no style sheet", () => {
    const html = `<script src="/early.js"></script><script type="module" crossorigin src="/assets/index-1.js"></script>
      <link rel="modulepreload" crossorigin href="/assets/react-2.js"><link rel="modulepreload" href="/assets/react-2.js">
      <link rel="stylesheet" href="/assets/index-3.css"><a href="/assets/no.js">x</a>`
    assert.deepStrictEqual(initialScripts(html), ["early.js", "assets/index-1.js", "assets/react-2.js"])
  })
})
