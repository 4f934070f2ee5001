import type { Meta, StoryObj } from "@storybook/react-vite"
import { Drawer } from "./Drawer.tsx"

const meta = { component: Drawer } satisfies Meta<typeof Drawer>
export default meta
type Story = StoryObj<typeof meta>

const args = {
  open: true,
  onClose: () => undefined,
  title: "Why 14 days?",
  description: "What the figure rests on",
  closeLabel: "Close",
  children: "days = (cash + receivables) \u00f7 used per day"
}
export const Open: Story = { args }
export const OneLevelDown: Story = {
  args: { ...args, title: "Invoice 1062", back: { label: "Back", onBack: () => undefined }, foot: "8 rows" }
}
