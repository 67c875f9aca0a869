// A task that was open stays open when it is ticked off; without this file it closes, and nothing else is lost.
document.addEventListener("htmx:configRequest", event => {
  const task = event.detail.elt.closest("li.task")
  if (task?.querySelector("details[open]")) event.detail.parameters.set("open", "1")
})
