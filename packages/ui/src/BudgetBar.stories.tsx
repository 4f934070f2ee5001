import type { Meta, StoryObj } from "@storybook/react-vite"
import { BudgetBar } from "./BudgetBar.tsx"

const meta = { component: BudgetBar } satisfies Meta<typeof BudgetBar>
export default meta
type Story = StoryObj<typeof meta>

const marks = [60, 80, 95].map((at) => ({ at, label: `${at} %` }))
const label = "Calls of this month"

export const OnPace: Story = { args: { label, valueText: "21 % used, 34 % expected", used: 21, expected: 34, marks } }
export const FirstDay: Story = { args: { label, valueText: "0.4 % used", used: 0.4, expected: null, marks } }
export const Warned: Story = {
  args: { label, valueText: "82 % used, 97 % expected", used: 82, expected: 97, marks, tone: "warn" }
}
export const Beyond: Story = {
  args: { label, valueText: "96 % used, 134 % expected", used: 96, expected: 134, marks, tone: "bad" }
}
