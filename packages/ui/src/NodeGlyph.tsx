import type { NodeShape } from "./graph-layout.ts"

/** A node of the graph as the picture draws it, for the legend beside it; a word stands next to it. */
export const NodeGlyph = ({ shape }: { readonly shape: NodeShape }) => (
  <svg viewBox="-12 -12 24 24" aria-hidden="true" className="size-4.5 shrink-0">
    {shape === "hub" ? <circle r="10" className="fill-fg" /> : null}
    {shape === "disc" ? <circle r="8.5" className="fill-graphic" /> : null}
    {shape === "square" ? (
      <rect x="-8" y="-8" width="16" height="16" rx="3" strokeWidth="2" className="fill-none stroke-graphic" />
    ) : null}
    {shape === "diamond" ? (
      <rect
        x="-7"
        y="-7"
        width="14"
        height="14"
        rx="2"
        strokeWidth="2"
        transform="rotate(45)"
        className="fill-none stroke-graphic"
      />
    ) : null}
    {shape === "ring" ? <circle r="8" strokeWidth="2" strokeDasharray="3 2.5" className="fill-none stroke-graphic" /> : null}
  </svg>
)
