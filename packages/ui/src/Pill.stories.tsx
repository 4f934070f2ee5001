import type { Meta, StoryObj } from "@storybook/react-vite"
import { BandLabel } from "./BandLabel.tsx"
import { Pill } from "./Pill.tsx"

const meta = { component: Pill } satisfies Meta<typeof Pill>
export default meta
type Story = StoryObj<typeof meta>

export const Off: Story = {
  args: { pressed: false, count: 4, onClick: () => undefined, children: <BandLabel band="red" word="Red" /> }
}
export const On: Story = { args: { pressed: true, count: 50, onClick: () => undefined, children: "All" } }
