// Starts the page, and fetches its workers' module beside it. An own file, because the content security policy allows
// no inline script.
const { js, wasm } = document.querySelector("script[data-js]").dataset;
const worker = document.querySelector("meta[name=plumbline-worker]").dataset;
const at = (address) => new URL(address, document.baseURI);
const crashed = document.getElementById("crashed");
document.getElementById("reload").addEventListener("click", () => location.reload());

// Compiled once, for all workers. A host that names the type of WebAssembly wrongly cannot be read as it streams.
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
  // The workers' module on the page's own thread. A panic spoils an instance, and a script is loaded once for each
  // address: the fragment makes a fresh one.
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
