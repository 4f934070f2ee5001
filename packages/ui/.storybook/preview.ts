import type { Preview } from "@storybook/react-vite"
import "./preview.css"

const preview: Preview = {
  globalTypes: {
    theme: {
      description: "Theme",
      defaultValue: "system",
      toolbar: { icon: "contrast", items: ["system", "light", "dark"], dynamicTitle: true }
    }
  },
  decorators: [
    (story, context) => {
      const theme: unknown = context.globals["theme"]
      if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme
      else delete document.documentElement.dataset["theme"]
      return story()
    }
  ],
  parameters: {
    // A violation fails the story's test.
    a11y: { test: "error", options: { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } },
    layout: "padded"
  }
}

export default preview
