import { HttpServerResponse } from "effect/http"
import { escaped } from "./escaped.ts"

const style = `
:root{color-scheme:light dark;--ground:#fff;--ink:#1b1f24;--quiet:#525a63;--line:#8a929c;--sheet:#f3f4f6;--accent:#0b57d0}
@media (prefers-color-scheme:dark){:root{--ground:#14171a;--ink:#e8eaed;--quiet:#aab1b9;--line:#6b737d;--sheet:#1f2429;--accent:#8ab4f8}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.125rem;margin:2rem 0 .5rem}
p{margin:.5rem 0}
.notice{border:1px solid var(--line);border-radius:.375rem;background:var(--sheet);padding:.5rem .75rem}
.quiet{color:var(--quiet)}
ul{list-style:none;margin:0;padding:0}
li{border-top:1px solid var(--line);padding:.625rem 0}
.row{display:flex;flex-wrap:wrap;gap:.5rem 1rem;justify-content:space-between;align-items:center}
.row>:first-child{flex:1 1 16rem}
.actions{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:1rem 0}
fieldset{border:1px solid var(--line);border-radius:.375rem;margin:1rem 0;padding:.5rem .75rem}
legend{font-weight:600;padding:0 .25rem}
label{display:block;padding:.375rem 0}
button,select{font:inherit;color:inherit;background:var(--sheet);border:1px solid var(--line);border-radius:.375rem;padding:.375rem .875rem;min-height:2.5rem;max-width:100%}
button{cursor:pointer}
button.first{background:var(--accent);border-color:var(--accent);color:var(--ground)}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
code{font-size:.9em}`

/** A whole page without scripts, in the reader's light or dark; it loads nothing. */
export const htmlPage = (title: string, body: string): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.setHeaders(
    HttpServerResponse.html(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main>${body}</main></body></html>`),
    {
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
    }
  )

export const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`
