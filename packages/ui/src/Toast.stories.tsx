import type { Meta, StoryObj } from "@storybook/react-vite"
import { Button } from "./Button.tsx"
import { toast } from "./toast-store.ts"
import { Toaster } from "./Toast.tsx"

const meta = { component: Toaster } satisfies Meta<typeof Toaster>
export default meta
type Story = StoryObj<typeof meta>

export const OnDemand: Story = {
  args: { dismissLabel: "Dismiss" },
  render: (args) => (
    <>
      <Button onClick={() => toast("Sync finished.")}>Show</Button>
      <Toaster {...args} />
    </>
  )
}
export const Shown: Story = { ...OnDemand, beforeEach: () => toast("Sync finished.") }
