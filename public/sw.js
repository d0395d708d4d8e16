// Keeps the help page within reach where there is no network: that page, its style and its icon, as
// anybody gets them. Nothing that was written, and no page of a talk, ever comes in here.
const language = new URL(location).searchParams.get("language") || "";
const HELP = `/help?language=${language}`;
const KEPT = `help-${language}`;
const anonymous = { credentials: "omit", cache: "no-cache" };

async function keep() {
  const page = await fetch(HELP, anonymous);
  if (!page.ok) throw new Error("the help page did not come");
  const styles = (await page.clone().text()).match(/\/pkg\/[^"]+\.css/g) || [];
  const cache = await caches.open(KEPT);
  await cache.put(HELP, page);
  await cache.addAll([...styles, "/leave.js", "/favicon.svg"]);
}

addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const others = (names) => Promise.all(names.filter((n) => n !== KEPT).map((n) => caches.delete(n)));
  event.waitUntil(caches.keys().then(others).then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" || url.pathname === "/help") {
    // Whatever cannot be reached, people who help can be called.
    event.respondWith(fetch(request).catch(async () => {
      const help = await (await caches.open(KEPT)).match(HELP);
      return help || Response.error();
    }));
  } else if (/^\/pkg\/.*\.css$|^\/leave\.js$|^\/favicon\.svg$/.test(url.pathname)) {
    event.respondWith(fetch(request).catch(async () => {
      return (await (await caches.open(KEPT)).match(request)) || Response.error();
    }));
  }
});
