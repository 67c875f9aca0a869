// What a page can do without is done here: nothing on it depends on this file.

const YEAR_S = 365 * 86400

// The theme changes at once; the cookie is what the server makes the next page with.
document.addEventListener("click", event => {
  const chosen = event.target.closest("a[data-set-theme]")
  if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const theme = chosen.dataset.setTheme
  const secure = location.protocol === "https:" ? "; Secure" : ""
  document.cookie = `convex_theme=${theme}; Path=/dashboard; Max-Age=${YEAR_S}; SameSite=Lax${secure}`
  document.documentElement.dataset.theme = theme
  for (const link of document.querySelectorAll("a[data-set-theme]")) {
    if (link.dataset.setTheme === theme) link.setAttribute("aria-current", "true")
    else link.removeAttribute("aria-current")
  }
})

// Menus close when one looks elsewhere.
const openMenus = () => document.querySelectorAll("details.menu[open]")
document.addEventListener("click", event => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false
})
document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return
  for (const menu of openMenus()) {
    menu.open = false
    menu.querySelector("summary").focus()
  }
})

// A page about something that passes looks again by itself.
const retry = document.querySelector("main[data-retry]")
if (retry) {
  setTimeout(() => location.reload(), Math.min(Math.max(Number(retry.dataset.retry) || 5, 2), 60) * 1000)
}

const toasts = document.getElementById("toasts")
const LASTS_MS = 8000

// Nobody looks at a hidden page, so it need not ask.
document.addEventListener("htmx:beforeRequest", event => {
  const isPolling = event.detail.requestConfig.triggeringEvent === undefined && event.detail.requestConfig.verb === "get"
  if (document.hidden && isPolling) event.preventDefault()
})
// What says that something can't be reached goes when it can be again; all else after a while.
document.addEventListener("htmx:sendError", () => {
  const told = document.getElementById("toast-offline")
  if (toasts && told) toasts.replaceChildren(told.content.cloneNode(true))
})
document.addEventListener("htmx:afterRequest", event => {
  if (!event.detail.successful || event.detail.xhr.getResponseHeader("HX-Retarget") === "#toasts") return
  for (const toast of document.querySelectorAll(".toast.passing")) toast.remove()
})
document.addEventListener("htmx:afterSwap", event => {
  if (event.detail.target !== toasts) return
  for (const toast of toasts.querySelectorAll(".toast:not(.passing)")) setTimeout(() => toast.remove(), LASTS_MS)
})
