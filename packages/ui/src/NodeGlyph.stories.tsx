import type { Meta, StoryObj } from "@storybook/react-vite"
import { NodeGlyph } from "./NodeGlyph.tsx"

const shapes = ["hub", "disc", "square", "diamond", "ring"] as const

const meta = { component: NodeGlyph, args: { shape: "hub" } } satisfies Meta<typeof NodeGlyph>
export default meta

export const Every: StoryObj<typeof meta> = {
  render: () => (
    <ul className="grid gap-2 text-13 text-fg">
      {shapes.map((shape) => (
        <li key={shape} className="flex items-center gap-2">
          <NodeGlyph shape={shape} />
          {shape}
        </li>
      ))}
    </ul>
  )
}
