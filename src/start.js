// Starts the page, and fetches its workers' module beside it. An own file, because the content security
// policy allows no inline script.
const { js, wasm } = document.querySelector("script[data-js]").dataset;
const worker = document.querySelector("meta[name=plumbline-worker]").dataset;
const at = (address) => new URL(address, document.baseURI);
const crashed = document.getElementById("crashed");
document.getElementById("reload").addEventListener("click", () => location.reload());

// Compiled once, for all workers. A host that names the type of WebAssembly wrongly cannot be read as it
// streams.
const compiled = async (address) => {
  const response = await fetch(at(address));
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const copy = response.clone();
  try {
    return await WebAssembly.compileStreaming(response);
  } catch {
    return WebAssembly.compile(await copy.arrayBuffer());
  }
};
const module = compiled(worker.wasm);
// Whoever needs it is told; nobody may need it yet.
module.catch(() => {});
let instances = 0;
self.plumblineWorker = {
  module,
  // The workers' module on the page's own thread. A panic spoils an instance, and a script is loaded once for
  // each address: the fragment makes a fresh one.
  here: async () => {
    instances += 1;
    const glue = await import(at(`${worker.js}#${instances}`));
    await glue.default({ module_or_path: await module });
    return glue;
  },
};

try {
  const page = await import(at(js));
  await page.default({ module_or_path: at(wasm) });
} catch (error) {
  crashed.hidden = false;
  throw error;
}

// Works without a network from the second visit on, where the build has a service worker. A browser that
// allows none is served from the network as ever.
const offline = document.querySelector("meta[name=plumbline-offline]");
if (offline && "serviceWorker" in navigator) keepOffline(at(offline.content)).catch(() => {});

async function keepOffline(script) {
  const workers = navigator.serviceWorker;
  const updated = document.getElementById("updated");
  const wasControlled = workers.controller !== null;
  const registration = await workers.register(script);
  // A build that waits is offered; the page is loaded anew only where somebody asks for it.
  const offer = () => { if (registration.waiting && workers.controller) updated.hidden = false; };
  let wanted = false;
  workers.addEventListener("controllerchange", () => {
    if (wanted) location.reload();
    else if (wasControlled) updated.hidden = false;
  });
  document.getElementById("update").addEventListener("click", () => {
    wanted = true;
    if (registration.waiting) registration.waiting.postMessage("use");
    else location.reload();
  });
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  offer();
  // A page that is left open for days asks when somebody comes back to it.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => {});
  });
}
