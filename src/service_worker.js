// Keeps the files of one build in this browser, so that the page opens without a network and an open page
// always finds the files that it was built with. A newer build waits until somebody asks for it.
const scope = self.registration.scope;
const name = `plumbline ${scope} BUILD_FILES`;
const page = new URL("./", scope).href;
const kept = new Set("FILE_NAMES".split(" ").map((file) => new URL(file, scope).href));

addEventListener("install", (event) => {
  // The page itself has no name by content: it is asked for anew.
  const request = (address) => new Request(address, { cache: address === page ? "reload" : "default" });
  event.waitUntil(caches.open(name).then((cache) => cache.addAll([...kept].map(request))));
});

addEventListener("activate", (event) => {
  const isOlder = (other) => other.startsWith(`plumbline ${scope} `) && other !== name;
  const cleared = (all) => Promise.all(all.filter(isOlder).map((other) => caches.delete(other)));
  event.waitUntil(caches.keys().then(cleared));
});

addEventListener("message", ({ data }) => {
  if (data === "use") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  [address.hash, address.search] = ["", ""];
  const wanted = address.href === `${page}index.html` ? page : address.href;
  if (request.method !== "GET" || !kept.has(wanted)) return;
  event.respondWith(caches.match(wanted, { cacheName: name }).then((answer) => answer ?? fetch(request)));
});
