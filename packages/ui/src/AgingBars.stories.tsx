import type { Meta, StoryObj } from "@storybook/react-vite"
import { AgingBars } from "./AgingBars.tsx"

const meta = { component: AgingBars } satisfies Meta<typeof AgingBars>
export default meta
type Story = StoryObj<typeof meta>

const buckets = [
  { label: "Not due", size: 695_000, amount: "6,950.00" },
  { label: "1\u201330 days", size: 650_000, amount: "6,500.00" },
  { label: "Over 90", size: 0, amount: "0.00" }
]
export const Bars: Story = { args: { caption: "Open invoices by days overdue", buckets } }
export const ListMode: Story = { args: { caption: "Open invoices by days overdue", buckets, plain: true } }
