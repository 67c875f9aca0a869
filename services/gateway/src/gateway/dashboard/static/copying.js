// A button that copies a field; without this file one marks and copies by hand.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies)
  const told = document.getElementById(`${button.dataset.copies}-copied`)
  button.hidden = false
  field.addEventListener("focus", () => field.select())
  button.addEventListener("click", async () => {
    field.select()
    try {
      await navigator.clipboard.writeText(field.value)
      told.textContent = button.dataset.copied
    } catch {
      // Without https a page may not write to the clipboard; the text is marked, so one key does it.
      field.focus()
      told.textContent = button.dataset.failed
    }
  })
}
