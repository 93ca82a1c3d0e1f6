// Starts the page. An own file, because the content security policy allows no inline script.
const { js, wasm } = document.querySelector("script[data-js]").dataset;
const crashed = document.getElementById("crashed");
document.getElementById("reload").addEventListener("click", () => location.reload());
const load = async ({ js, wasm }) => {
  const part = await import(new URL(js, document.baseURI));
  await part.default({ module_or_path: new URL(wasm, document.baseURI) });
};
// What the first answer does not need is loaded once that stands.
const later = async ({ detail }) => {
  if (!detail[0]) return;
  removeEventListener("plumbline:plan", later);
  try {
    await load(document.querySelector("meta[name=plumbline-advice]").dataset);
  } catch (error) {
    console.error(error);
    addEventListener("plumbline:plan", later);
  }
};
addEventListener("plumbline:plan", later);
try {
  await load({ js, wasm });
} catch (error) {
  crashed.hidden = false;
  throw error;
}
