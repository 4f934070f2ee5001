import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"
import type { Plugin } from "vite"

const worthIt = 1024

/**
 * Scripts, styles and pictures of lines beside themselves as `.br` and `.gz`: made once, with time to spare, and served
 * as they are. The server picks one by what a browser accepts (`apps/server/src/http/compressedFiles.ts`).
 */
export const compressed: Plugin = {
  name: "beep:compressed",
  writeBundle: ({ dir }, bundle) => {
    if (dir === undefined) return
    for (const name of Object.keys(bundle)) {
      if (!/\.(?:js|css|svg)$/.test(name)) continue
      const plain = readFileSync(join(dir, name))
      if (plain.length < worthIt) continue
      writeFileSync(
        join(dir, `${name}.br`),
        brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } })
      )
      writeFileSync(join(dir, `${name}.gz`), gzipSync(plain, { level: 9 }))
    }
  }
}
