import type { Meta, StoryObj } from "@storybook/react-vite"
import { Clock, TriangleAlert } from "lucide-react"
import { Button } from "./Button.tsx"
import { Notice } from "./Notice.tsx"

const meta = { component: Notice } satisfies Meta<typeof Notice>
export default meta
type Story = StoryObj<typeof meta>

export const Stale: Story = {
  args: { icon: <Clock />, children: "Data is 26 hours old.", action: <Button size="small">Sync now</Button> }
}
export const Partial: Story = {
  args: { tone: "warn", icon: <TriangleAlert />, children: "Bills not refreshed since Fri Sep 19." }
}
export const Bad: Story = { args: { tone: "bad", role: "alert", icon: <TriangleAlert />, children: "The sync stopped." } }
