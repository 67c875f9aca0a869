// Keeps the page of a job up to date. What it shows comes from the server; this only decides when to listen and when to ask.

// A browser opens six connections to a server, all tabs together, so only a page that is looked at has a stream.
const SILENT_MS = 5000
const AGAIN_MS = 2000
const CUT_MS = 2500

const live = () => document.getElementById("job-live")
const result = () => document.getElementById("open-result")
let source
let failures = 0
let hasLost = false
let silence
let cut

const resume = () => { if (!document.hidden && !result()) htmx.trigger(live(), "resume") }
const stop = () => {
  clearTimeout(silence)
  clearTimeout(cut)
  cut = undefined
  source?.close()
}
const fail = () => {
  stop()
  failures += 1
  setTimeout(resume, failures > 1 ? AGAIN_MS : 0)
}

htmx.createEventSource = url => {
  source = new EventSource(url)
  // The extension would print every cut to the console, and come back asking for what the page has seen already.
  Object.defineProperty(source, "onerror", {set: () => {}})
  source.addEventListener("error", ({target}) => {
    if (target.readyState === EventSource.CLOSED) return fail()
    // The browser comes back by itself and says what it has seen.
    clearTimeout(silence)
    cut ??= setTimeout(() => htmx.trigger(document.body, "htmx:sendError"), CUT_MS)
  })
  // The first event comes at once; what keeps it back keeps back all others.
  silence = setTimeout(fail, SILENT_MS)
  return source
}
document.addEventListener("htmx:sseMessage", () => {
  clearTimeout(silence)
  clearTimeout(cut)
  cut = undefined
  failures = 0
  for (const toast of document.querySelectorAll(".toast.passing")) toast.remove()
})

// Whoever reads what was written is not taken away from it; all others are led to the result.
const lead = () => {
  const link = result()
  if (!link) return
  if (window.scrollY === 0) return location.assign(link.href)
  const toast = document.getElementById("toast-done").content.cloneNode(true)
  toast.querySelector("a").href = link.href
  document.getElementById("toasts").replaceChildren(toast)
}
document.addEventListener("htmx:sseClose", event => { if (event.detail.type === "message") lead() })

document.addEventListener("htmx:configRequest", event => {
  if (event.target.id !== "job-live") return
  if (failures > 1) event.detail.parameters.set("stream", "no")
  if (hasLost) event.detail.parameters.set("after", "0")
  hasLost = false
})
document.addEventListener("htmx:afterRequest", event => {
  const {elt} = event.detail.requestConfig
  if (elt.id !== "job-live") return
  if (event.detail.successful) lead()
  // Nothing took the place of what asked, so nobody would ask again.
  if (elt.isConnected) setTimeout(resume, AGAIN_MS)
})
// The page lacks what is to be changed, so it begins anew.
document.addEventListener("htmx:oobErrorNoTarget", () => {
  if (hasLost) return
  hasLost = true
  fail()
})
document.addEventListener("visibilitychange", () => document.hidden ? stop() : resume())
