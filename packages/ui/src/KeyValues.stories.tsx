import type { Meta, StoryObj } from "@storybook/react-vite"
import { KeyValues } from "./KeyValues.tsx"

const meta = { component: KeyValues } satisfies Meta<typeof KeyValues>
export default meta
type Story = StoryObj<typeof meta>

export const Default: Story = {
  args: {
    items: [
      { name: "Rule", value: "runway.v1" },
      { name: "Outflow window", value: "Jun 24 \u2013 Sep 21, 90 days" }
    ]
  }
}
