import type { Meta, StoryObj } from "@storybook/react-vite"
import { RefreshCw } from "lucide-react"
import { Button } from "./Button.tsx"

const meta = { component: Button } satisfies Meta<typeof Button>
export default meta
type Story = StoryObj<typeof meta>

export const Primary: Story = { args: { variant: "primary", children: "Connect QuickBooks" } }
export const Default: Story = { args: { children: "Sync now" } }
export const Quiet: Story = { args: { variant: "quiet", children: "Retry" } }
export const Small: Story = {
  args: {
    size: "small",
    children: (
      <>
        <RefreshCw aria-hidden="true" />
        Sync now
      </>
    )
  }
}
export const Unavailable: Story = { args: { unavailable: true, children: "Syncing" } }
export const AsLink: Story = { args: { asChild: true, children: <a href="#clients">All clients</a> } }
