import type { Meta, StoryObj } from "@storybook/react-vite"
import { Breadcrumb } from "./Breadcrumb.tsx"

const meta = { component: Breadcrumb } satisfies Meta<typeof Breadcrumb>
export default meta
type Story = StoryObj<typeof meta>

export const Client: Story = {
  args: { label: "Breadcrumb", parent: <a href="#clients">Clients</a>, title: "Northlight Marketing" }
}
