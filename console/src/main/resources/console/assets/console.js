// What pages do beyond links and forms: live changes, drafts, shortcuts, focus. Every page works without it.
'use strict'

const CHANNEL = new BroadcastChannel('tb-console')
const WAIT_MS = 250
let space, stream, release
let refreshing
const changed = new Set()

const main = () => document.getElementById('main')
const isTyping = target => target.closest?.('input, textarea, select, [contenteditable]')

function say(text) {
  const live = document.getElementById('live')
  if (live && live.textContent !== text) live.textContent = text
}

// Live: of each space one tab holds the stream, and tells the others.

function live() {
  const place = main()?.dataset.space
  if (!document.body.dataset.person || !place || place === space) return
  release?.()
  space = place
  const hold = () => space === place && new Promise(end => { release = () => { stream.close(); end() }; follow(place) })
  if (navigator.locks) navigator.locks.request(`tb-console-live:${place}`, hold)
  else hold()
}

function follow(place) {
  const own = stream = new EventSource(place + '/events')
  own.addEventListener('change', ({ data }) => { const { seq, type, uid } = JSON.parse(data); tell({ place, seq, type, uid }) })
  own.addEventListener('open', () => tell({ place, away: false }))
  own.addEventListener('reset', () => { own.close(); follow(place); tell({ place, type: '', uid: '' }) })
  own.addEventListener('error', () => setTimeout(() => {
    if (own !== stream || own.readyState === EventSource.OPEN) return
    tell({ place, away: true })
    if (own.readyState === EventSource.CLOSED) setTimeout(() => own === stream && space === place && follow(place), 4000)
  }, 3000))
}

const tell = news => { CHANNEL.postMessage(news); hear(news) }

function hear(news) {
  if (news.place !== space) return
  const { away } = document.body.dataset
  if (news.away) return say(away)
  if (news.away === false) return document.getElementById('live')?.textContent === away && say('')
  changed.add(news.type).add(news.uid)
  refreshing ??= setTimeout(refresh, WAIT_MS)
}

const concerns = element => ['all', ...changed].includes(element.dataset.live)
  || [...element.querySelectorAll('[data-uid]')].some(item => changed.has(item.dataset.uid))

// What is on screen is asked for again, once nobody types in it; a form is only marked.
function refresh() {
  refreshing = undefined
  const form = document.querySelector('[data-live="form"]')
  const isShown = [...document.querySelectorAll('[data-live]')].some(concerns)
  if (form && changed.has(form.dataset.uid)) say(document.body.dataset.seen)
  else if (!form && isShown && isTyping(document.activeElement)) return void (refreshing = setTimeout(refresh, 1000))
  else if (!form && isShown) {
    const focus = document.activeElement?.getAttribute?.('href')
    const top = scrollY
    htmx.ajax('GET', location.pathname + location.search,
      { target: '#main', select: '#main', swap: 'outerHTML', push: 'false' }).then(() => {
      scrollTo(0, top)
      if (focus) main()?.querySelector(`a[href="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true })
    })
  }
  changed.clear()
}

// Drafts: what was typed stays in the tab until it is stored.

const draftOf = form => `draft:${document.body.dataset.person}:${form.dataset.draft}`

function keep(form) {
  const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== 'key'))
  sessionStorage.setItem(draftOf(form), JSON.stringify(fields))
}

function bringBack() {
  document.querySelectorAll('form[data-draft]').forEach(form => {
    const kept = JSON.parse(sessionStorage.getItem(draftOf(form)) ?? 'null')
    if (!kept || document.getElementById('wrong')) return
    let isOther = false
    for (const [name, text] of Object.entries(kept)) {
      const field = form.elements[name]
      if (!field || field.value === text) continue
      field.value = text
      isOther ||= !['version', 'had'].includes(name)
    }
    if (isOther) say(document.body.dataset.kept)
  })
}

const forgetStored = () => document.querySelectorAll('[data-stored]').forEach(({ dataset }) => dataset.stored.split(' ')
  .forEach(name => sessionStorage.removeItem(`draft:${document.body.dataset.person}:${name}`)))

// Shortcuts, which the person can turn off.

const SHORTCUTS = {
  '/': () => document.getElementById('find').focus(),
  '?': () => document.getElementById('shortcuts').showModal(),
  n: () => document.querySelector('a[href="/console/notes/new"]')?.click() ?? location.assign('/console/notes/new'),
  t: () => document.querySelector('.side a[href="/console"]').click(),
  e: () => document.getElementById('edit')?.click(),
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  if (document.body.dataset.keys !== 'on' || document.querySelector('dialog[open]')) return
  const act = SHORTCUTS[event.key]
  if (act) { event.preventDefault(); act() }
})

document.addEventListener('input', ({ target }) => { if (target.form?.matches('[data-draft]')) keep(target.form) })

// A second click is no second order: not every request has a key that says so.
document.addEventListener('submit', event => {
  const { dataset, method } = event.target
  if (dataset.sent) { event.preventDefault(); event.stopImmediatePropagation() }
  else if (method === 'post') { dataset.sent = 'yes'; setTimeout(() => delete dataset.sent, 2000) }
}, true)

document.addEventListener('click', event => {
  const button = event.target.closest('[data-copy]')
  if (button) navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent)
    .then(() => { button.textContent = button.dataset.copied })
})

function ready() {
  document.querySelectorAll('[data-copy]').forEach(button => { button.hidden = false })
  forgetStored()
  bringBack()
  live()
}

// After a page came in place of another, the focus is where the new one begins.
document.addEventListener('htmx:after:swap', () => {
  ready()
  if (document.activeElement && document.activeElement !== document.body) return
  const start = document.getElementById('wrong') ?? main()
  start?.focus({ preventScroll: start === main() })
})

CHANNEL.addEventListener('message', event => hear(event.data))
ready()
